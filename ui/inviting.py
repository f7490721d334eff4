"""Invite somebody: the link is shown once to who invites, and handed on by them, or by a letter."""

from collections.abc import Mapping, Sequence

import streamlit as st

from data.store.invitations import Invitation, WrongState, invite, open_invitations, withdraw
from data.store.members import MEMBER_ROLES, MemberRole
from data.store.people import LONGEST_EMAIL, can_be_email
from data.store.roles import Municipality
from texts.words import Words
from ui import sending, session, show
from ui.access import asks
from ui.inputs import Typed, day, line
from web.account_words import role_titles
from web.letters import invitation_letter

_OPERATOR = ""


def invite_form(own: Sequence[Municipality]) -> None:
    """Whom, and as what; the Betrieb may also invite to itself."""
    _ = session.words()
    titles = {one.id: one.name for one in own}
    if session.is_operator():
        titles[_OPERATOR] = _("keine: Konto für den Betrieb")
    if not titles:
        return
    with st.form("invite", border=False):
        email = line(_("E-Mail-Adresse"), key="invite-email", longest=LONGEST_EMAIL)
        place = st.selectbox(_("Kommune"), list(titles), format_func=titles.__getitem__, key="invite-place")
        roles = role_titles(_)
        role = st.radio(_("Was die Person dort ist"), MEMBER_ROLES, 1, format_func=roles.get, key="invite-role")
        is_wanted = st.form_submit_button(_("Einladen"), type="primary")
    if is_wanted and is_email(email):
        _invite(email, titles, place, role)
    sending.show_kept("invite")


def _invite(email: Typed, titles: Mapping[str, str], place: str, role: MemberRole) -> None:
    try:
        token = _link(email.text, None if place == _OPERATOR else place, role)
    except WrongState:
        email.refuse(session.words()("Die eigene Rolle ändert jemand anderes."))
    else:
        sending.offer("invite", invited(token, email.text, titles[place] if place else "", role))


def invited(token: str, email: str, municipality: str, role: MemberRole) -> sending.Link:
    """The link of a new invitation, and the letter that can bring it; ``municipality`` empty: to the Betrieb."""
    _, who = session.words(), session.person()
    letter = invitation_letter(
        _,
        email,
        sending.address_of(token),
        who=who.name if who is not None else "",
        role=role_titles(_)[role],
        municipality=municipality,
    )
    return sending.Link(token, _("Der Link gilt einmal und sieben Tage lang."), letter)


def _link(email: str, municipality_id: str | None, role: MemberRole) -> str:
    """For this role there; without a municipality to the Betrieb."""
    is_operator = municipality_id is None
    as_what = None if is_operator else role
    store = session.accounts_store()
    return invite(store, email, municipality_id, as_what, is_operator=is_operator, by=session.actor())


def is_email(typed: Typed) -> bool:
    """Whether it can be an address; else that stands below."""
    if can_be_email(typed.text):
        return True
    typed.refuse(session.words()("Bitte geben Sie eine E-Mail-Adresse an."))
    return False


def list_invitations() -> None:
    """Links that nobody has used yet."""
    _ = session.words()
    waiting = open_invitations(session.accounts_store())
    if not waiting:
        return
    show.part(_("Offene Einladungen"))
    for one in waiting:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-invitation-{one.id}"):
            show.paragraph(_line(_, one))
            st.button(_("Zurückziehen"), key=f"withdraw-{one.id}", on_click=_withdraw, args=(one.id,))


def _line(_: Words, one: Invitation) -> str:
    until = day(one.valid_until.astimezone().date())
    if one.role is None:
        return _("{email}: Betrieb, gültig bis {day}", email=one.email, day=until)
    return _(
        "{email}: {role} in {municipality}, gültig bis {day}",
        email=one.email,
        role=role_titles(_)[one.role],
        municipality=one.municipality,
        day=until,
    )


@asks("moderator", "operator")
def _withdraw(invitation_id: str) -> None:
    _ = session.words()
    try:
        withdraw(session.accounts_store(), invitation_id, by=session.actor())
    except WrongState:
        session.say_after(_("Das ist inzwischen anders. Es wurde nichts geändert."))
    else:
        session.say_after(_("Die Einladung gilt nicht mehr."))
