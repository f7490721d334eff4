"""Who is what in which municipality, and for the Betrieb every account; no workshop, nothing of what was answered."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from data.store.invitations import reset_password
from data.store.members import MEMBER_ROLES, MemberRole, Person
from data.store.people import WrongState, delete_person, end_operator, set_disabled
from data.store.roles import Municipality, named_municipalities, people_in, set_role
from texts.words import Words
from ui import sending, session, show
from ui.access import asks
from web.account_words import role_titles
from web.letters import password_letter


def municipalities() -> list[Municipality]:
    """Those that this person looks after."""
    return named_municipalities(session.accounts_store())


def list_people(own: Sequence[Municipality]) -> None:
    """By municipality, each with what can be changed about them there."""
    _ = session.words()
    everybody = people_in(session.accounts_store())
    for place in own:
        there = [one for one in everybody if place.id in one.roles]
        show.part(place.name)
        if not there:
            show.note(_("Noch niemand. Laden Sie jemanden ein."))
        for one in there:
            _member(_, one, place)
    if session.is_operator():
        _list_accounts(_, everybody, {one.id: one.name for one in own})


def _member(_: Words, one: Person, place: Municipality) -> None:
    key = f"{one.id}-{place.id}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-{key}"):
        role = role_titles(_)[one.roles[place.id]]
        show.paragraph(_("{name} ({email}): {role}", name=one.name, email=one.email, role=role))
        if session.actor().person_id == one.id:
            show.note(_("Das sind Sie."), is_short=True)
            return
        with st.popover(_("Ändern"), type="tertiary", key=f"change-{key}"):
            titles = role_titles(_)
            now = MEMBER_ROLES.index(one.roles[place.id])
            picked = st.radio(_("Rolle"), MEMBER_ROLES, now, format_func=lambda role: titles[role], key=f"role-{key}")
            st.button(_("Rolle speichern"), key=f"save-{key}", on_click=_give, args=(one.id, place.id, picked))
            show.note(_what_ends(_))
            st.button(_("Aus der Kommune entfernen"), key=f"out-{key}", on_click=_give, args=(one.id, place.id, None))


def _what_ends(_: Words) -> str:
    """Said before, as it is felt in the room."""
    return _(
        "Wird jemand, der die Regie bedient, entfernt oder dem Team zugeordnet, melden sich auch gekoppelte Geräte der "
        "Kommune ab."
    )


def _list_accounts(_: Words, everybody: Sequence[Person], names: Mapping[str, str]) -> None:
    """All accounts, for the Betrieb."""
    show.part(_("Alle Konten"))
    for one in everybody:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-account-{one.id}"):
            show.paragraph(_account(_, one, names))
            if session.actor().person_id == one.id:
                show.note(_("Das sind Sie."), is_short=True)
                continue
            with st.popover(_("Konto"), type="tertiary", key=f"account-{one.id}"):
                _account_menu(_, one)


def _account_menu(_: Words, one: Person) -> None:
    place = f"reset-{one.id}"
    if not one.disabled and st.button(_("Link für ein neues Passwort"), key=place):
        _make_reset_link(_, place, one)
    sending.show_kept(place)
    label = _("Wieder zulassen") if one.disabled else _("Sperren und abmelden")
    st.button(label, key=f"disable-{one.id}", on_click=_disable, args=(one.id, not one.disabled))
    if one.is_operator:
        st.button(_("Rolle Betrieb nehmen"), key=f"operator-{one.id}", on_click=_end_operator, args=(one.id,))
    st.button(_("Konto löschen"), key=f"delete-{one.id}", on_click=_delete, args=(one.id,))


def _make_reset_link(_: Words, place: str, one: Person) -> None:
    try:
        token = reset_password(session.accounts_store(), one.id, by=session.actor())
    except WrongState:
        st.error(_("Das ist inzwischen anders. Es wurde nichts geändert."))
        return
    letter = password_letter(_, one.email, sending.address_of(token))
    sending.offer(place, sending.Link(token, _("Der Link gilt einmal und einen Tag lang."), letter))


def _account(_: Words, one: Person, names: Mapping[str, str]) -> str:
    roles = [f"{names[place]}: {role_titles(_)[role]}" for place, role in one.roles.items() if place in names]
    if one.is_operator:
        roles.insert(0, _("Betrieb"))
    if one.disabled:
        roles.append(_("gesperrt"))
    said = ", ".join(roles) or _("ohne Kommune")
    return _("{name} ({email}): {role}", name=one.name, email=one.email, role=said)


@asks("moderator", "operator")
def _give(person_id: str, municipality_id: str, role: MemberRole | None) -> None:
    _ = session.words()
    try:
        set_role(session.accounts_store(), person_id, municipality_id, role, by=session.actor())
    except WrongState:
        session.say_after(_("Das ist inzwischen anders. Es wurde nichts geändert."))
    else:
        session.say_after(_saved(_, is_out=role in (None, "team")))


def _saved(_: Words, *, is_out: bool) -> str:
    """``is_out``: somebody steers no room any more, and what they may have coupled is signed out."""
    if not is_out:
        return _("Gespeichert. Es gilt ab sofort.")
    return _(
        "Gespeichert. Es gilt ab sofort. Hat die Person dort eine Regie bedient, sind auch die gekoppelten Geräte der "
        "Kommune abgemeldet: Leinwand, Co-Moderation, Protokoll und Tische koppeln Sie neu."
    )


@asks("operator", "moderator")
def _disable(person_id: str, disabled: bool) -> None:
    if session.is_operator():
        _done(lambda: set_disabled(session.accounts_store(), person_id, disabled, by=session.actor()), is_out=disabled)


@asks("operator", "moderator")
def _end_operator(person_id: str) -> None:
    if session.is_operator():
        _done(lambda: end_operator(session.accounts_store(), person_id, by=session.actor()), is_out=False)


@asks("operator", "moderator")
def _delete(person_id: str) -> None:
    if session.is_operator():
        _done(lambda: delete_person(session.accounts_store(), person_id, by=session.actor()), is_out=True)


def _done(work: Callable[[], None], *, is_out: bool) -> None:
    _ = session.words()
    try:
        work()
    except WrongState:
        session.say_after(
            _("Das letzte Konto des Betriebs bleibt, oder es ist inzwischen anders. Es wurde nichts geändert.")
        )
    else:
        session.say_after(_saved(_, is_out=is_out))
