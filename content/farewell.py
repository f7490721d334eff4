"""The end of a workshop in words: when it goes on, what happens to the answers, what people say when they leave."""

from collections.abc import Mapping
from datetime import date

from analysis.farewell import QUESTIONS, ExitPoll, ExitQuestion, NextDate
from content.tables import Column, Table, filled, too_few
from texts.dates import day_in_words, weekday_in_words
from texts.words import Words


def next_date_sentence(_: Words, decided: NextDate) -> str:
    """When people meet again, or thanks."""
    if decided.day is None:
        return _("Danke, dass Sie da waren")
    return _("Wir sehen uns wieder am {day}", day=weekday_in_words(_, decided.day))


def invitation(_: Words, decided: NextDate) -> str:
    """Who invites, what is agreed of a date, or that nothing is yet."""
    if decided.day is not None:
        return _("Es lädt ein: {who}", who=decided.invites)
    if decided.is_none:
        return _("Ein weiterer Termin ist nicht vereinbart.")
    return _("Der nächste Termin steht noch nicht fest.")


def what_happens(_: Words, deleted_on: date) -> tuple[str, ...]:
    """What becomes of the answers, for everybody who gave some."""
    return (
        _("Die einzelnen Bögen werden am {day} gelöscht.", day=day_in_words(_, deleted_on)),
        _("Die Auswertung bleibt bei der Kommune. Sie zeigt keine einzelnen Personen."),
        _("Auch im Bericht sind kleine Gruppen geschützt."),
    )


def exit_questions(_: Words) -> dict[ExitQuestion, str]:
    """The questions that are answered by a tap."""
    return {"useful": _("War das heute nützlich?"), "heard": _("Bin ich gehört worden?")}


def missing_question(_: Words) -> str:
    """The question that is answered in a sentence."""
    return _("Was fehlt Ihnen noch?")


def exit_steps(_: Words) -> dict[str, str]:
    """Answers to the exit questions, by letter."""
    return {"A": _("Ja"), "B": _("Eher ja"), "C": _("Eher nein"), "D": _("Nein")}


def exit_table(_: Words, poll: ExitPoll) -> Table:
    """One row a question: people by answer, or that there are too few."""
    titles, steps = exit_questions(_), exit_steps(_)

    def people(step: str) -> Column[ExitQuestion]:
        def cell(question: ExitQuestion) -> str | int:
            counts: Mapping[str, int] | None = poll.counts[question]
            return too_few(_) if counts is None else counts[step]

        return Column(steps[step], cell)

    heads: tuple[Column[ExitQuestion], ...] = (
        Column(_("Frage"), lambda question: titles[question]),
        *(people(step) for step in steps),
    )
    return filled(_("Rückmeldung zum Schluss"), heads, QUESTIONS)
