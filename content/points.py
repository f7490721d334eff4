"""What is said of a poll on measures: what is asked, how far it is, and in which order the measures then stand."""

from collections.abc import Mapping

from analysis.action_plan import Measure
from analysis.points import STRONG, WORST, Poll, PollKind, PollResult, Question, Tallied
from content.tables import Column, Table, Value, filled
from texts.words import Words

MOST_ON_A_SCREEN = 5
ASKING = "abstimmung"
"""The step at which the room gives points; behind it come those of the result."""
LONGEST_NAMED = 70
"""Signs of a measure that a finding can quote."""


def poll_steps(count: int) -> tuple[str, ...]:
    """The steps of a poll on so many measures by id; without a poll only that of asking."""
    return (ASKING, *(str(part) for part in range(1, -(-count // MOST_ON_A_SCREEN) + 1)))


def poll_part(count: int, step: int) -> tuple[int, int, int, int]:
    """Which rows a step of the result shows, from and until; which part it is, and of how many of the same length."""
    parts = max(-(-count // MOST_ON_A_SCREEN), 1)
    part = min(max(step, 1), parts)
    return round((part - 1) * count / parts), round(part * count / parts), part, parts


def poll_question(_: Words, kind: PollKind | None) -> str:
    """What the room decides."""
    if kind == "resistance":
        return _("Womit können alle leben?")
    return _("Welche Maßnahmen sind uns am wichtigsten?")


def poll_rules(_: Words, question: Question) -> str:
    """What one person has."""
    if question.kind == "resistance":
        return _("0 heißt kein Widerstand, {worst} heißt: auf keinen Fall", worst=WORST)
    said = _.plural("Jede Person hat einen Punkt", "Jede Person hat {n} Punkte", question.points)
    if question.highest >= question.points:
        return said
    return _("{points}, höchstens {most} auf eine Maßnahme", points=said, most=question.highest)


def poll_call(_: Words, kind: PollKind) -> str:
    """What everybody does while it is open."""
    if kind == "resistance":
        return _("Wie stark ist Ihr Widerstand gegen jede Maßnahme? Bitte stimmen Sie am Telefon ab.")
    return _("Bitte vergeben Sie am Telefon Ihre Punkte.")


def poll_state(_: Words, poll: Poll | None) -> str:
    """What the room does now, or what has become of it."""
    if poll is None:
        return _("Gleich stimmen wir über die Maßnahmen ab")
    if poll.is_too_few:
        return _("Die Abstimmung ist zu Ende: zu wenige Stimmen für ein Ergebnis (mindestens {n})", n=poll.fewest)
    if not poll.is_open:
        return _("Die Abstimmung ist zu Ende")
    return poll_call(_, poll.question.kind)


def poll_ends(_: Words, poll: Poll) -> str:
    """What going on to the result does; true as well where votes still come meanwhile."""
    if poll.is_too_few:
        return ""
    if poll.is_open and poll.voted < poll.fewest:
        return _("Beendet die Abstimmung. Ein Ergebnis gibt es erst ab {n} Stimmen.", n=poll.fewest)
    return _("Beendet die Abstimmung und zeigt ihr Ergebnis.")


def poll_finding(_: Words, result: PollResult) -> str:
    """What came first."""
    best = result.best
    is_against = result.question.kind == "resistance"
    if len(best) == len(result.rows):
        return _("Alle Maßnahmen liegen gleichauf")
    if len(best) > 1:
        if is_against:
            return _("Bei {n} Maßnahmen ist der Widerstand am kleinsten, gleich klein", n=len(best))
        return _("{n} Maßnahmen haben die meisten Punkte, gleich viele", n=len(best))
    what = best[0].option.what
    if len(what) > LONGEST_NAMED:
        return _("Am wenigsten Widerstand: die erste Zeile") if is_against else _("Die meisten Punkte: die erste Zeile")
    # Translators: {measure} is a measure that the room has agreed on, as it was written down.
    return (
        _("Am wenigsten Widerstand: {measure}", measure=what)
        if is_against
        else _("Die meisten Punkte: {measure}", measure=what)
    )


def poll_basis(_: Words, result: PollResult) -> str:
    """Whose numbers these are."""
    if result.question.kind == "resistance":
        return _("Summe des Widerstands von {n} Personen, jede von 0 bis {worst}", n=result.people, worst=WORST)
    return _("{n} Personen haben abgestimmt. {rules}", n=result.people, rules=poll_rules(_, result.question))


def total_head(_: Words, kind: PollKind) -> str:
    """What the totals are."""
    return _("Widerstand") if kind == "resistance" else _("Punkte")


def strong_head(_: Words) -> str:
    """How many are strongly against it."""
    return _("{strong} oder mehr", strong=STRONG)


def strong_text(_: Words, row: Tallied, result: PollResult) -> str:
    """So many of all."""
    return _("{strong} von {n}", strong=row.strong, n=result.people)


def poll_table(_: Words, result: PollResult) -> Table:
    """The measures in the order of the result."""
    columns = [
        Column[Tallied](_("Was?"), lambda row: row.option.what),
        Column[Tallied](total_head(_, result.question.kind), lambda row: row.total),
    ]
    if result.question.kind == "resistance":
        columns.append(Column(strong_head(_), lambda row: strong_text(_, row, result)))
    return filled(poll_basis(_, result), columns, result.rows, [row.option.id for row in result.rows])


def points_text(_: Words, row: Tallied) -> str:
    """What a measure got, in a phrase beside it."""
    if row.strong is None:
        return _.plural("ein Punkt", "{n} Punkte", row.total)
    return _(
        "Widerstand {total}, von {strong} Personen {from_} oder mehr", total=row.total, strong=row.strong, from_=STRONG
    )


def result_columns(_: Words, result: PollResult) -> tuple[Column[Measure], ...]:
    """What measures got, as columns beside all else that is known of them; "–" for one that was not voted on."""

    def column(head: str, cell: str) -> Column[Measure]:
        def told(measure: Measure) -> Value:
            row: Tallied | None = result.by_option.get(measure.id)
            value: Value | None = None if row is None else getattr(row, cell)
            return "–" if value is None else value

        return Column(head, told)

    total = column(total_head(_, result.question.kind), "total")
    if result.question.kind == "points":
        return (total,)
    return total, column(_("Widerstand von {strong} oder mehr (Personen)", strong=STRONG), "strong")


def poll_order(result: PollResult) -> Mapping[str, int]:
    """By measure its place in the result."""
    return {row.option.id: place for place, row in enumerate(result.rows)}
