"""What moderators are told about the day on which the single sheets of a workshop are deleted."""

from datetime import date

import streamlit as st

from data.store.rows import day_here
from data.store.workshops import Workshop
from texts.dates import day_in_words
from texts.words import Words
from ui import session
from ui.inputs import day

SOON = 14
"""Days before, from which on the moderator is reminded."""


def fact(_: Words, of: Workshop) -> str:
    """In a few words, among other facts of the workshop."""
    if is_over(of, day_here()):
        return _("einzelne Bögen gelöscht am {day}", day=day(of.delete_sheets_on))
    # Translators: the single sheets of a workshop go on that day.
    return _("einzelne Bögen werden am {day} gelöscht", day=day(of.delete_sheets_on))


def is_over(of: Workshop, today: date) -> bool:
    return of.delete_sheets_on <= today


def reminder(_: Words, of: Workshop, today: date, *, has_release: bool) -> str:
    """What happens soon, and what to do about it; empty until then, and where it has happened."""
    left = (of.delete_sheets_on - today).days
    if not 0 < left <= SOON:
        return ""
    said = day_in_words(_, of.delete_sheets_on)
    if of.state == "finished":
        return _.plural(
            "Morgen, am {day}, werden die einzelnen Bögen gelöscht. Die Auswertung bleibt.",
            "In {n} Tagen, am {day}, werden die einzelnen Bögen gelöscht. Die Auswertung bleibt.",
            left,
            day=said,
        )
    if has_release:
        return _.plural(
            "Morgen, am {day}, werden die einzelnen Bögen gelöscht und der Workshop abgeschlossen. Die Auswertung "
            "bleibt.",
            "In {n} Tagen, am {day}, werden die einzelnen Bögen gelöscht und der Workshop abgeschlossen. Die "
            "Auswertung bleibt.",
            left,
            day=said,
        )
    return _.plural(
        "Morgen, am {day}, werden die einzelnen Bögen gelöscht und der Workshop abgeschlossen. Ohne Auswertung bleibt "
        "von den Antworten nichts: Möchten Sie Ergebnisse behalten, schließen Sie vorher die Umfrage.",
        "In {n} Tagen, am {day}, werden die einzelnen Bögen gelöscht und der Workshop abgeschlossen. Ohne Auswertung "
        "bleibt von den Antworten nichts: Möchten Sie Ergebnisse behalten, schließen Sie vorher die Umfrage.",
        left,
        day=said,
    )


def remind(of: Workshop, *, has_release: bool) -> None:
    """The reminder, once it is time for it."""
    sentence = reminder(session.words(), of, day_here(), has_release=has_release)
    if sentence:
        st.warning(sentence)


def say_that_nothing_is_left(of: Workshop) -> None:
    """In a workshop whose day came before it was closed."""
    _ = session.words()
    st.info(
        _(
            "Die Umfrage wurde nicht geschlossen, bevor die Bögen am {day} gelöscht wurden. Es gibt keine Auswertung.",
            day=day_in_words(_, of.delete_sheets_on),
        )
    )
