"""The page Ablauf: one row a step, with who takes care of it, a tick, and the way to where it is done."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from html import escape

import streamlit as st

from analysis.process import LONGEST_WHO, Facts, ProcessStep, StepId, process
from content.calendar import KIND, process_calendar
from content.process import ITEMS, due_days, process_heading, step_fact, step_titles, when_sentence
from data.process_facts import process_facts
from data.store.process import TextTooLong, WrongState, assign, kept_steps, tick
from data.store.rows import day_here
from data.store.workshops import Workshop
from texts.words import Words
from ui import library, session, show
from ui.access import asks


def steps_of(of: Workshop) -> tuple[Facts, tuple[ProcessStep, ...]]:
    """The steps as they stand today."""
    facts = process_facts(session.store(), of)
    return facts, process(of.held_on, facts, kept_steps(session.store(), of.id), day_here())


def stop_for_recheck(of: Workshop) -> None:
    """Nobody comes together for a re-check: it is a step of the run that it continues."""
    if not of.is_recheck:
        return
    _ = session.words()
    st.info(_("Eine Nachbefragung ist ein Schritt des Durchgangs, den sie fortsetzt. Der Ablauf steht dort."))
    if of.follows is not None and st.button(_("Zum Ablauf des Durchgangs")):
        session.choose(of.follows)
        st.rerun()
    st.stop()


def take_along(of: Workshop, steps: Sequence[ProcessStep]) -> None:
    """The open days for a calendar."""
    _ = session.words()
    if due_days(_, steps):
        made = process_calendar(_, of.code, of.municipality, steps, datetime.now(UTC))
        st.download_button(_("Kalenderdatei"), made, file_name="ablauf.ics", mime=KIND, on_click="ignore")


def show_steps(of: Workshop, facts: Facts, steps: Sequence[ProcessStep]) -> None:
    """What is late or comes next, then every step."""
    _ = session.words()
    show.heading(process_heading(_, steps))
    show.note(
        _(
            "Gerechnet vom Tag des Workshops. Was das Dashboard weiß, hakt es selbst ab; alles andere haken Sie ab. "
            "Wer sich kümmert, können Sie eintragen: eine Funktion, zum Beispiel „Hauptamt“, keine Person."
        )
    )
    for step in steps:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"step-{step.id}"):
            st.html(_told(_, step, step_fact(_, step.id, facts)))
            _who(_, of, step)
            _tick(_, of, step)
            _ways(_, step.id)


def _told(_: Words, step: ProcessStep, fact: str) -> str:
    words = {"open": _("offen"), "begun": _("angefangen"), "done": _("erledigt")}
    mark = f'<i class="mark {step.state}" role="img" aria-label="{escape(words[step.state])}"></i>'
    when = escape(when_sentence(_, step))
    title = escape(step_titles(_)[step.id])
    late = f"<strong>{when}</strong>" if step.is_overdue else f'<span class="tag">{when}</span>'
    return f'<div class="row">{mark}<b>{title}</b> {late}<p class="note">{escape(fact)}</p></div>'


def _who(_: Words, of: Workshop, step: ProcessStep) -> None:
    key = f"who-{of.id}-{step.id}"
    session.follow(key, step.kept.who)
    st.text_input(
        _("Wer: {step}", step=step_titles(_)[step.id]),
        step.kept.who,
        max_chars=LONGEST_WHO,
        key=key,
        placeholder=_("Wer? Eine Funktion"),
        label_visibility="collapsed",
        width=190,
        on_change=_assign,
        args=(of.id, step.id, key),
    )


@asks("moderator")
def _assign(workshop_id: str, step: StepId, key: str) -> None:
    _kept(lambda: assign(session.store(), workshop_id, step, str(st.session_state[key])), key)


def _tick(_: Words, of: Workshop, step: ProcessStep) -> None:
    with st.container(width=100, key=f"ticked-{step.id}"):
        if not step.can_be_ticked:
            st.html("<span></span>")  # keeps the place
            return
        key, is_ticked = f"tick-{of.id}-{step.id}", step.kept.done_on is not None
        session.follow(key, is_ticked)
        st.checkbox(_("erledigt"), is_ticked, key=key, on_change=_change_tick, args=(of.id, step.id, key))


@asks("moderator")
def _change_tick(workshop_id: str, step: StepId, key: str) -> None:
    done_on = day_here() if st.session_state[key] else None
    _kept(lambda: tick(session.store(), workshop_id, step, done_on), key)


def _kept(keep: Callable[[], None], key: str) -> None:
    """Store what was changed; what cannot be is said on top of the page."""
    _ = session.words()
    try:
        keep()
    except WrongState:
        session.say_after(_("Diesen Workshop gibt es nicht mehr"))
    except TextTooLong:
        session.say_after(_("Der Text ist zu lang. Es wurde nichts gespeichert, bitte kürzen Sie ihn."))
    else:
        session.know(key, st.session_state[key])


def _ways(_: Words, step: StepId) -> None:
    """Where a step is done: a page, and what the Bibliothek has for it."""
    pages = _pages(_)
    with st.container(horizontal=True, gap="small", width=230, key=f"ways-{step}"):
        if step == "first_talk":
            st.link_button(_("Interesse an einer Teilnahme"), f"/interesse?lang={_.language}", type="tertiary")
        if step in pages and st.button(pages[step][0], key=f"way-{step}", type="tertiary"):
            pages[step][1]()
        for item, label in zip(ITEMS.get(step, ()), _item_labels(_, step), strict=True):
            if st.button(label, key=f"item-{item}", type="tertiary"):
                library.go_to(item)


def _item_labels(_: Words, step: StepId) -> tuple[str, ...]:
    if step == "invitations":
        return _("Briefe"), _("Erinnerung")
    return (_("Bibliothek"),) if step in ITEMS else ()


def _pages(_: Words) -> Mapping[StepId, tuple[str, Callable[[], None]]]:
    runs = _("Durchgänge"), partial(st.switch_page, "pages/runs.py")
    sheet = partial(st.switch_page, "pages/sheets.py", query_params={"bogen": "verwaltung"})
    return {
        "created": (_("Workshops"), partial(st.switch_page, "pages/workshops.py")),
        "administration": (_("Ausfüllen"), sheet),
        "workshop": (_("Cockpit"), partial(st.switch_page, "pages/cockpit.py")),
        "agreed": (_("Maßnahmen"), partial(st.switch_page, "pages/measures.py")),
        "documents": (_("Bericht"), partial(st.switch_page, "pages/report.py")),
        "after_3": runs,
        "after_6": runs,
        "after_12": runs,
        "next_run": runs,
    }
