"""The cockpit: where the workshop stands, what is missing, and the one thing that comes next."""

from collections.abc import Mapping

import streamlit as st

from data.evening import Evening, evening
from data.store.releases import Release
from data.store.workshops import (
    AlreadyRevealed,
    Workshop,
    WrongState,
    open_workshop,
    reopen_workshop,
)
from texts.prose import Part
from texts.sentences import sheets_title
from texts.titles import statements_title, with_run
from ui import (
    analytics,
    checklist,
    collecting,
    devices,
    expecting,
    frame,
    guard,
    joining,
    printing,
    prose,
    retention,
    session,
    show,
    status_links,
    steps,
)
from ui.closing import closing_dialog
from ui.inputs import day

FACTS = " · "
HELP: Mapping[str, Part] = {"prepared": "vorbereiten", "open": "sammeln", "closed": "zeigen", "finished": "bericht"}
"""The part of the help for each state of a workshop."""


def show_cockpit(of: Workshop) -> None:
    """Head, steps, and below them what fits the state."""
    _ = session.words()
    now = evening(session.store(), of.id)
    if now is None:
        st.rerun()
    rows = checklist.rows_of(_, of) if of.state == "prepared" else []
    _head(of, now)
    steps.show_steps(steps.way_of(_, now, sum(row.is_missing for row in rows)))
    retention.remind(of, has_release=now.release is not None)
    match of.state:
        case "prepared":
            _before(of, now, rows)
        case "open":
            _during(of, now)
        case _:
            _after(of, now)


def _head(of: Workshop, now: Evening) -> None:
    """The workshop's name, its facts, and what comes next at the right."""
    _ = session.words()
    facts = [day(of.held_on), statements_title(_, len(of.room)), _("Code {code}", code=of.code)]
    facts.append(retention.fact(_, of))
    title = f"{with_run(_, of.title, of.run)} · {of.municipality}"
    with frame.head(title, FACTS.join(facts), how=HELP[of.state]):
        if of.state != "finished":
            st.link_button(_("Leinwand öffnen"), f"/leinwand/{of.code}")
        _next(of, now)


def _next(of: Workshop, now: Evening) -> None:
    """The one primary button."""
    _ = session.words()
    if of.state in ("prepared", "open") or (of.state == "closed" and not now.is_revealed):
        _to_the_room(of)
    if of.state == "prepared" and st.button(_("Umfrage öffnen"), type="primary"):
        try:
            open_workshop(session.store(), of.id)
        except WrongState:
            session.say_after(_("Inzwischen ist die Umfrage schon geschlossen."))
        st.rerun()
    if of.state == "open" and st.button(_("Umfrage schließen …"), type="primary"):
        closing_dialog(of)
    if of.state in ("closed", "finished") and now.release is not None:
        _on_to_results(of, now)


def _on_to_results(of: Workshop, now: Evening) -> None:
    """Into the room and the talk as long as there is more to show, then to the documents."""
    _ = session.words()
    if not now.is_revealed:
        guard.offer_results(of)
        return
    step = steps.step_of(of, steps.place_of(now))
    is_at_the_end = step in ("vereinbaren", "mitnehmen")
    if step == "zeigen" and st.button(_("Gesprächsplan")):
        st.switch_page("pages/plan.py")
    if step in ("sprechen", "vereinbaren") and st.button(_("Maßnahmen")):
        st.switch_page("pages/measures.py")
    if is_at_the_end and st.button(_("Bericht"), type="primary"):
        st.switch_page("pages/report.py")
    if of.state == "closed":
        _to_the_room(of, is_next=not is_at_the_end)


def _to_the_room(of: Workshop, *, is_next: bool = False) -> None:
    _ = session.words()
    st.link_button(_("Regie öffnen"), f"/regie/{of.code}", type="primary" if is_next else "secondary")


def _before(of: Workshop, now: Evening, rows: list[checklist.Row]) -> None:
    """What is to be prepared, and how people will come in."""
    _ = session.words()
    left, right = st.columns([1.75, 1], gap="small")
    with left, show.panel("list"):
        checklist.show_checklist(of, rows)
    with right:
        _joining(of)
        status_links.say_statuses(now)
        _follow(of)


def _during(of: Workshop, now: Evening) -> None:
    """How many are there, who is missing, and what to do about it."""
    _ = session.words()
    left, right = st.columns([1.75, 1], gap="small")
    with left:
        with show.panel("tally"):
            collecting.live_tally(of.id, session.version(of))
        with show.panel("perspectives"):
            with st.container(horizontal=True, vertical_alignment="center"):
                show.heading(_("Bögen je Perspektive"), _("nur in diesem Fenster"))
                with st.popover(_("Wer kommt"), type="tertiary"):
                    expecting.expect_people(of)
            collecting.by_perspective(of)
    with right:
        _joining(of)
        with show.panel("help"):
            show.heading(_("Damit alle mitmachen können"))
            collecting.unfinished(of)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                if st.button(_("Papierbogen eintippen")):
                    st.switch_page("pages/sheets.py")
                if st.button(_("Datei hochladen")):
                    st.switch_page("pages/upload.py")
                with st.popover(_("Papier drucken")):
                    printing.paper_form(of)
                st.link_button(_("Tablet zum Herumreichen"), f"/t/{of.code}?tablet=1")
                with st.popover(_("Leitmotiv und Spielregeln"), type="tertiary"):
                    prose.edit_texts(of)
        status_links.say_statuses(now)


def _joining(of: Workshop) -> None:
    _ = session.words()
    with show.panel("joining"):
        show.heading(_("So kommen die Leute hinein"))
        joining.show_joining(of)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if of.state == "open":
                with st.popover(_("Handy-Test")):
                    joining.test_a_phone(of)
            _others(of)
            _begin_anew(of)


def _others(of: Workshop) -> None:
    """People at home, and other devices."""
    _ = session.words()
    with st.popover(_("Mitschauen")):
        devices.watching_along(of)
    with st.popover(_("Weiteres Gerät")):
        devices.another_device(of)


def _begin_anew(of: Workshop) -> None:
    _ = session.words()
    with st.popover(_("Testbögen löschen"), type="tertiary"):
        collecting.begin_anew(of)


def _after(of: Workshop, now: Evening) -> None:
    """Once the survey is closed: what there is to see."""
    closed = now.release
    if closed is None:
        if of.state == "finished":
            retention.say_that_nothing_is_left(of)
        return
    if not now.is_revealed:
        _before_the_first_result(of, now, closed)
        _follow(of)
        return
    if now.results is not None:
        analytics.show_analytics(of, closed, now.results, now.questionnaire)
        guard.note_late_sheets(of)
    if of.state != "finished":
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _others(of)
    _follow(of)


def _before_the_first_result(of: Workshop, now: Evening, closed: Release) -> None:
    _ = session.words()
    left, right = st.columns([1.75, 1], gap="small")
    with left, show.panel("results"):
        show.heading(_("Die Umfrage ist geschlossen: {sheets}.", sheets=sheets_title(_, closed.counted.people)))
        collecting.by_group(closed, session.questionnaire(of))
        guard.note_finality(closed)
        guard.note_late_sheets(of)
        if of.state == "finished":
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if st.button(_("Wieder öffnen")):
                _reopen(of)
            _others(of)
            _begin_anew(of)
    with right:
        with show.panel("room"):
            _the_room(of)
        status_links.say_statuses(now)


def _the_room(of: Workshop) -> None:
    _ = session.words()
    show.heading(_("In den Raum"))
    show.paragraph(_("Die Leinwand gehört auf den Beamer. Gesteuert wird sie aus der Regie, auch vom Telefon."))
    with st.popover(_("Leitmotiv und Spielregeln"), type="tertiary"):
        prose.edit_texts(of)


def _reopen(of: Workshop) -> None:
    _ = session.words()
    try:
        reopen_workshop(session.store(), of.id)
    except (AlreadyRevealed, WrongState):
        session.say_after(_("Ein Ergebnis wurde schon gezeigt; die Umfrage bleibt geschlossen."))
    st.rerun()


def _follow(of: Workshop) -> None:
    """The page follows what happens in the Regie and in other windows."""
    guard.wait_for_news(of.id, session.version(of))
