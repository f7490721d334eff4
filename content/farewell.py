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


def exit_progress(_: Words, answered: int, threshold: int) -> str:
    """How many have answered by now, and how many are needed before anything of it is told."""
    said = _.plural("Ein Telefon hat geantwortet.", "{n} Telefone haben geantwortet.", answered)
    needed = _("Für ein Ergebnis braucht es mindestens {n} Antworten auf eine Frage.", n=threshold)
    return f"{said} {needed}"


def exit_end_warning(_: Words, answered: int, present: int, threshold: int) -> str:
    """What is lost if the questions end now; empty where nothing is."""
    if answered < threshold:
        return _("Beenden Sie jetzt, gibt es nie ein Ergebnis: Nach dem Ende kann niemand mehr antworten.")
    if answered < present:
        return _.plural(
            "Eine Person von {present} hat noch nicht geantwortet und kann es danach nicht mehr.",
            "{n} von {present} haben noch nicht geantwortet und können es danach nicht mehr.",
            present - answered,
            present=present,
        )
    return ""


def exit_over(_: Words, poll: ExitPoll, threshold: int) -> str:
    """That the questions are over, and where they are without a result, why."""
    if all(counts is None for counts in poll.counts.values()):
        return _(
            "Die Rückmeldung ist beendet: zu wenige Antworten für ein Ergebnis, es braucht mindestens {n}.", n=threshold
        )
    if any(counts is None for counts in poll.counts.values()):
        return _(
            "Die Rückmeldung ist beendet. Ein Ergebnis hat nur eine Frage mit mindestens {n} Antworten.", n=threshold
        )
    return _("Die Rückmeldung ist beendet.")


def exit_table(_: Words, poll: ExitPoll) -> Table:
    """One row a question: people by answer and in all, or that there are too few."""
    titles, steps = exit_questions(_), exit_steps(_)

    def people(step: str) -> Column[ExitQuestion]:
        def cell(question: ExitQuestion) -> str | int:
            counts: Mapping[str, int] | None = poll.counts[question]
            return too_few(_) if counts is None else counts[step]

        return Column(steps[step], cell)

    def answered(question: ExitQuestion) -> str | int:
        counts = poll.counts[question]
        return too_few(_) if counts is None else sum(counts.values())

    heads: tuple[Column[ExitQuestion], ...] = (
        Column(_("Frage"), lambda question: titles[question]),
        *(people(step) for step in steps),
        Column(_("Antworten"), answered),
    )
    return filled(_("Was die Telefone zum Schluss geantwortet haben"), heads, QUESTIONS)
