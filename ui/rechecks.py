"""Nachbefragungen: short runs by link, three, six or twelve months later, with any selection of statements."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from analysis.rechecks import MONTHS, months_after
from content.statements import numbered_name
from data.evening import Evening
from data.store.sheets import sheets_by_workshop
from data.store.workshops import UnknownStatement, Workshop, WrongState, open_workshop, recheck, workshops
from texts.titles import statements_title
from texts.words import Words
from ui import joining, session, show
from ui.inputs import date_line, date_of, day, line, needed
from ui.runs import linked_with
from web import address


def offer_rechecks(of: Workshop, now: Evening) -> None:
    """Those that there are, with their links, and the form for another one."""
    _ = session.words()
    show.heading(_("Nachbefragungen"))
    show.paragraph(
        _(
            "Nach 3, 6 und 12 Monaten kurz nachfragen: wenige Aussagen, beantwortet auf dem eigenen Telefon über einen "
            "Link, ohne Treffen. Verglichen wird wie bei jedem Durchgang; kleine Gruppen bleiben geschützt."
        )
    )
    after = [one for one in linked_with(of, workshops(session.store())).after if one.is_recheck]
    answered = sheets_by_workshop(session.store()) if after else {}
    for one in after:
        _listed(_, one, answered.get(one.id, 0))
    with st.expander(_("Nachbefragung anlegen"), expanded=not after, type="compact"):
        _form(of, now)


def _listed(_: Words, one: Workshop, answered: int) -> None:
    """A re-check of this run: when, how far it is, how many have answered, and the link for people."""
    with st.container(key=f"run-{one.id}", gap="xsmall"):
        show.part(f"{one.title}, {day(one.held_on)}")
        show.note(f"{_state(_, one)} · {statements_title(_, len(one.room))} · {_answered(_, answered)}")
        if one.state in ("prepared", "open"):
            st.code(address.join_url(one.code, joining.chosen_address()), language=None, wrap_lines=True)
        with st.container(horizontal=True, gap="small"):
            if one.state == "prepared" and st.button(_("Umfrage öffnen"), key=f"open-run-{one.id}"):
                _open(_, one)
            if st.button(_("Zum Cockpit"), key=f"run-cockpit-{one.id}", type="tertiary"):
                session.choose(one.id)
                st.switch_page("pages/cockpit.py")


def _answered(_: Words, people: int) -> str:
    if not people:
        return _("noch keine Antwort")
    return _.plural("eine Person hat geantwortet", "{n} Personen haben geantwortet", people)


def _state(_: Words, one: Workshop) -> str:
    return {
        "prepared": _("vorbereitet, noch nicht offen"),
        "open": _("offen"),
        "closed": _("geschlossen"),
        "finished": _("abgeschlossen"),
    }[one.state]


def _open(_: Words, one: Workshop) -> None:
    try:
        open_workshop(session.store(), one.id)
    except WrongState:
        session.say_after(_("Diesen Workshop gibt es nicht mehr"))
    st.rerun()


def _form(of: Workshop, now: Evening) -> None:
    _ = session.words()
    names = {one: numbered_name(_, now.questionnaire.statements[one]) for one in now.questionnaire.statements}
    days = _days(_, of)
    proposed = st.radio(_("Wann?"), list(days), format_func=days.__getitem__, key=f"recheck-when-{of.id}")
    months = proposed or MONTHS[0]
    with st.form(f"recheck-{of.id}-{months}", border=False):
        title = line(_("Titel"), _("Nachbefragung nach {n} Monaten", n=months), key=f"recheck-title-{of.id}-{months}")
        held_on = date_line(months_after(of.held_on, months), key=f"recheck-day-{of.id}-{months}")
        chosen = st.multiselect(
            _("Welche Aussagen?"),
            list(names),
            default=_proposed(of, now),
            format_func=names.__getitem__,
            key=f"recheck-statements-{of.id}",
            placeholder=_("Aussage wählen"),
            select_all=False,  # Streamlit says it in English
        )
        show.note(_why_proposed(_, of, now))
        below = st.container()
        if not st.form_submit_button(_("Nachbefragung anlegen")):
            return
    wanted = date_of(held_on)
    if not needed((title, _("Bitte einen Titel angeben."))) or wanted is None:
        return
    if not chosen:
        below.error(_("Bitte wenigstens eine Aussage wählen."))
        return
    _create(of, wanted, title.text, chosen)


def _days(_: Words, of: Workshop) -> Mapping[int, str]:
    """By months the day that is proposed."""
    return {
        months: _("nach {n} Monaten, am {day}", n=months, day=day(months_after(of.held_on, months)))
        for months in MONTHS
    }


def _proposed(of: Workshop, now: Evening) -> list[str]:
    """What the room talked about; without results all that it was asked."""
    return _planned(of, now) or list(of.room)


def _planned(of: Workshop, now: Evening) -> list[str]:
    planned = now.results.plan if now.results is not None and now.is_revealed else ()
    return [one for one in of.room if one in planned]


def _why_proposed(_: Words, of: Workshop, now: Evening) -> str:
    if _planned(of, now):
        return _("Vorgeschlagen sind die Aussagen des Gesprächsplans. Wenige Aussagen werden eher beantwortet.")
    return _("Noch ist kein Ergebnis gezeigt: Vorgeschlagen sind alle Aussagen. Wenige werden eher beantwortet.")


def _create(of: Workshop, held_on: date, title: str, statements: Sequence[str]) -> None:
    _ = session.words()
    try:
        new = recheck(session.store(), of.id, held_on, title=title, statements=statements)
    except (WrongState, UnknownStatement):
        session.say_after(_("Diesen Workshop gibt es nicht mehr"))
    else:
        session.write_down("workshop_made", new)
    st.rerun()
