"""The end of a workshop: when it goes on, what people said when they left, and the dates for a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from analysis.action_plan import Measure
from analysis.farewell import LONGEST_INVITES, NextDate, exit_poll
from content.calendar import KIND, calendar, has_dates
from content.farewell import (
    exit_end_warning,
    exit_over,
    exit_table,
    invitation,
    missing_question,
    next_date_sentence,
)
from content.farewell import exit_progress as exit_progress_sentence
from content.tables import as_read
from data.store.farewell import (
    NextDateChanged,
    TextMissing,
    TextTooLong,
    WrongState,
    decide_next_date,
    end_exit_questions,
    exit_progress,
    exit_result,
    exit_state,
    next_date,
)
from data.store.workshops import Workshop
from texts.dates import day_in_digits
from ui import session, show
from ui.access import asks
from ui.inputs import Typed, date_of, line


@dataclass(frozen=True)
class TypedDate:
    """What a form holds of the next date."""

    day: Typed
    invites: Typed
    is_none: bool


def show_farewell(of: Workshop, measures: Sequence[Measure]) -> None:
    """The next date with the way to change it, the exit questions, and the calendar."""
    _ = session.words()
    decided = next_date(session.store(), of.id)
    show.heading(next_date_sentence(_, decided) if decided.day else _("Nächster Termin"))
    show.paragraph(invitation(_, decided))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover(_("Termin ändern") if decided.is_decided else _("Termin eintragen")):
            _change(of, decided)
        if has_dates(decided, measures):
            made = calendar(_, of.code, of.municipality, decided, measures, datetime.now(UTC))
            st.download_button(_("Kalenderdatei"), made, file_name="termine.ics", mime=KIND, on_click="ignore")
    _exit_questions(of)


def _change(of: Workshop, decided: NextDate) -> None:
    _ = session.words()
    with st.form(f"next-date-{of.id}", border=False):
        typed = next_date_inputs(decided, key=of.id)
        is_wanted = st.form_submit_button(_("Termin speichern"))
    if is_wanted and is_kept(of, typed, key=of.id):
        st.rerun()


def next_date_inputs(decided: NextDate, *, key: str) -> TypedDate:
    """A day and who invites, or that there is no further date."""
    _ = session.words()
    day = line(
        _("Wann geht es weiter? (TT.MM.JJJJ)"),
        day_in_digits(decided.day) if decided.day else "",
        key=f"next-{key}",
        longest=10,
    )
    label = _("Wer lädt ein? (eine Funktion oder Stelle)")
    invites = line(label, decided.invites, key=f"invites-{key}", longest=LONGEST_INVITES)
    is_none = st.checkbox(_("Es gibt keinen weiteren Termin"), decided.is_none, key=f"no-date-{key}-{decided.version}")
    typed = TypedDate(day, invites, is_none)
    if session.kept_here(_read(key)) is None or not _is_touched(typed, decided):
        session.keep_here(_read(key), decided.version)
    return typed


def _read(key: str) -> str:
    """Under which name this window keeps which date it has read."""
    return f"next-date-read-{key}"


def _is_touched(typed: TypedDate, decided: NextDate) -> bool:
    shown = (day_in_digits(decided.day) if decided.day else "", decided.invites, decided.is_none)
    return (typed.day.text, typed.invites.text, typed.is_none) != shown


def is_kept(of: Workshop, typed: TypedDate, *, key: str) -> bool:
    """Keep what was typed in the form with this key; what is wrong with it stands below its line, also what somebody
    else has entered since the form was read."""
    _ = session.words()
    if typed.is_none and typed.day.text:
        typed.day.refuse(_("Bitte entweder einen Tag oder „Es gibt keinen weiteren Termin“."))
        return False
    if not typed.is_none and not typed.day.text:
        typed.day.refuse(_("Bitte einen Tag eintragen, oder ankreuzen, dass es keinen Termin gibt."))
        return False
    day = None if typed.is_none else date_of(typed.day)
    if day is None and not typed.is_none:
        return False
    read: str = session.kept_here(_read(key)) or ""
    wanted = NextDate(day, "" if typed.is_none else typed.invites.text, typed.is_none, read)
    try:
        decide_next_date(session.store(), of.id, wanted)
    except (TextMissing, TextTooLong):
        typed.invites.refuse(_("Wer lädt ein? Bitte eine Funktion oder Stelle."))
        return False
    except NextDateChanged as error:
        session.keep_here(_read(key), error.next_date.version)
        typed.day.refuse(
            _(
                "Inzwischen hat jemand anders eingetragen: {date}. Soll Ihre Angabe gelten, speichern Sie noch einmal.",
                date=f"{next_date_sentence(_, error.next_date)}, {invitation(_, error.next_date)}",
            )
        )
        return False
    except WrongState:
        session.say_after(_("Diesen Workshop gibt es nicht mehr."))
    typed.day.is_stored()
    typed.invites.is_stored()
    return True


def _exit_questions(of: Workshop) -> None:
    """Nothing of them before they are over."""
    _ = session.words()
    state = exit_state(session.store(), of.id)
    if state == "none":
        show.note(_("Drei kurze Fragen stehen auf den Telefonen, sobald die Leinwand den Abschluss zeigt."))
        return
    show.part(_("Rückmeldung zum Schluss"))
    if state == "open":
        _offer_end(of)
        return
    counts, missing = exit_result(session.store(), of.id) or ({}, ())
    poll = exit_poll(counts, missing, of.threshold)
    show.note(exit_over(_, poll, of.threshold))
    table = exit_table(_, poll)
    show.table(table.heads, as_read(_, table), caption=table.title)
    if poll.missing:
        show.lines(missing_question(_), poll.missing)


def _offer_end(of: Workshop) -> None:
    """How many have answered, and the button; what would be lost is asked first, once."""
    _ = session.words()
    now = exit_progress(session.store(), of.id)
    show.note(exit_progress_sentence(_, now.voted, of.threshold))
    show.note(_("Was geantwortet wurde, steht erst nach dem Ende da."))
    warning = exit_end_warning(_, now.voted, now.present, of.threshold)
    if not warning:
        st.button(_("Rückmeldung beenden"), on_click=_end, args=(of.id,))
        return
    with st.popover(_("Rückmeldung beenden …")):
        show.paragraph(warning)
        st.button(_("Trotzdem beenden"), on_click=_end, args=(of.id,))


@asks("moderator")
def _end(workshop_id: str) -> None:
    end_exit_questions(session.store(), workshop_id)
