"""Links by which those whom measures concern say how far they are, before the next workshop looks back."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from analysis.action_plan import Measure
from config import load_settings
from content.look_back import look_back_finding, look_back_table
from data.evening import Evening
from data.looking_back import agreed_before
from data.store.measures import measures
from data.store.status_links import (
    StatusLink,
    TooMany,
    WrongState,
    create_status_link,
    revoke_status_link,
    status_links,
)
from data.store.workshops import Workshop
from texts.words import Words
from ui import joining, session, show
from ui.inputs import day, line, needed
from ui.workshop_names import dated_name
from web import address

DAYS = (14, 30, 90)


def offer_status_links(of: Workshop, now: Evening) -> None:
    """How far the measures of this run and of the one before it are, and links by which others say so; only a sentence
    where none was agreed."""
    _ = session.words()
    show.heading(_("Was wurde daraus?"))
    earlier = session.current(now.before.workshop_id) if now.before is not None else None
    agreed = {one.id: (one, measures(session.store(), one.id)) for one in (earlier, of) if one is not None}
    there = [(one, found) for one, found in agreed.values() if found]
    if not there:
        show.paragraph(_("Sobald Maßnahmen vereinbart sind, fragen Sie hier per Link, wie weit sie sind."))
        return
    for one, found in there:
        if earlier is not None:
            show.part(dated_name(_, one))
        _offer(one, found, of)


def say_statuses(now: Evening) -> None:
    """In the cockpit: how far the measures of the run before are, where some were agreed."""
    agreed = agreed_before(session.store(), now)
    if not agreed:
        return
    _ = session.words()
    with show.panel("statuses"):
        show.heading(_("Was wurde daraus?"))
        show.paragraph(look_back_finding(_, agreed))
        if st.button(_("Zu den Durchgängen"), type="tertiary"):
            st.switch_page("pages/runs.py")


def _offer(of: Workshop, agreed: Sequence[Measure], shown: Workshop) -> None:
    """The statuses of one run, and its links; ``shown``: the run whose page this is."""
    _ = session.words()
    show.paragraph(look_back_finding(_, agreed))
    if of.id != shown.id:
        with st.expander(_("Stand der Maßnahmen"), type="compact"):
            _statuses(_, agreed)
    show.note(
        _(
            "Wer den Link hat, sieht nur diese Maßnahmen ohne Namen von Personen und sagt zu jeder, wie weit sie ist. "
            "Der nächste Durchgang zeigt den Stand vor den Fragen."
        )
    )
    _make(of)
    for link in status_links(session.store(), of.id):
        _listed(_, link)


def _statuses(_: Words, agreed: Sequence[Measure]) -> None:
    """How far each is, with the sentence that was said of it."""
    table = look_back_table(_, agreed)
    reasons = {one.id: one.status_reason for one in agreed}
    rows = [(*map(str, row), reasons[id_]) for id_, row in zip(table.ids, table.rows, strict=True)]
    # Translators: head of a column: a sentence on how far a measure is.
    show.stacked_table((*table.heads, _("Satz dazu")), rows, caption=table.title)


def _make(of: Workshop) -> None:
    _ = session.words()
    with st.form(f"status-link-{of.id}", clear_on_submit=True, border=False):
        label = line(_("An wen geht der Link? (zum Beispiel Jugendamt)"), key=f"status-link-for-{of.id}")
        days = st.radio(
            _("Der Link gilt"),
            DAYS,
            format_func=lambda n: _("{n} Tage", n=n),
            horizontal=True,
            key=f"status-link-days-{of.id}",
        )
        if not st.form_submit_button(_("Link erstellen")):
            return
    if not needed((label, _("Bitte angeben, an wen der Link geht."))):
        return
    try:
        _id, token = create_status_link(session.store(), of.id, label=label.text, valid=timedelta(days=days))
    except TooMany:
        st.error(_("Mehr Links kann ein Workshop nicht haben. Widerrufen Sie einen, der nicht mehr gebraucht wird."))
        return
    except WrongState:
        st.error(_("Diesen Workshop gibt es nicht mehr"))
        return
    st.code(
        f"{address.base_url(load_settings(), address.real_port(), joining.chosen_address())}/stand/{token}",
        language=None,
        wrap_lines=True,
    )
    st.warning(_("Kopieren Sie den Link jetzt: Er wird nur dieses eine Mal gezeigt."))


def _listed(_: Words, link: StatusLink) -> None:
    """One link with the button that closes it, and whether something was said by it."""
    until = day(link.valid_until.astimezone().date())
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-status-link-{link.id}"):
        if link.expired:
            show.paragraph(_("{label}: abgelaufen am {day}", label=link.label, day=until))
        else:
            show.paragraph(_("{label}: gültig bis {day}", label=link.label, day=until))
        show.note(_said(_, link), is_short=True)
        if st.button(_("Widerrufen"), key=f"revoke-status-{link.id}"):
            revoke_status_link(session.store(), link.id)
            st.rerun()


def _said(_: Words, link: StatusLink) -> str:
    if link.changed_on is None:
        return _("noch keine Angabe")
    return _.plural("eine Angabe, am {day}", "{n} Angaben, zuletzt am {day}", link.changes, day=day(link.changed_on))
