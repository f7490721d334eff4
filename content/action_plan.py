"""Measures in words: what the room reads of them, and all that was added later, as tables."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from analysis.action_plan import LEVELS, Cost, Decider, Draft, Measure, Status, by_date, field_of
from analysis.questionnaire import Questionnaire
from content.tables import Column, Table, filled
from texts.dates import day_in_short, day_in_words
from texts.words import Words

MOST_ON_A_SLIDE = 4


def measure_parts(count: int) -> list[tuple[int, int]]:
    """By screenful of about the same length the places of its measures, from and until; one empty for none."""
    parts = max(-(-count // MOST_ON_A_SLIDE), 1)
    return list(pairwise(round(at * count / parts) for at in range(parts + 1)))


def measures_finding(_: Words, measures: Sequence[Measure]) -> str:
    """How many measures there are, and of how many something is still open."""
    kept = in_force(measures)
    if not kept:
        return _("Was nehmen wir uns vor?")
    agreed = _.plural("Eine Maßnahme ist vereinbart", "{n} Maßnahmen sind vereinbart", len(kept))
    unsettled = sum(one.is_open for one in kept)
    if not unsettled:
        return agreed
    if unsettled == len(kept):
        return _("{agreed}. Wer oder bis wann ist noch offen", agreed=agreed)
    return _.plural(
        "{agreed}, bei einer ist noch etwas offen", "{agreed}, bei {n} ist noch etwas offen", unsettled, agreed=agreed
    )


def in_force(measures: Iterable[Measure]) -> list[Measure]:
    """Those that were not dropped, the next first."""
    return [one for one in by_date(measures) if one.status != "dropped"]


def still_open(measures: Iterable[Measure]) -> list[Measure]:
    """Those that are to be done yet, the next first."""
    return [one for one in in_force(measures) if one.status != "done"]


def is_undecided(measure: Measure) -> bool:
    """Whether others than the administration decide on it, and nobody has begun."""
    return measure.decides not in (None, "administration") and measure.status == "planned"


def who_text(_: Words, measure: Draft) -> str:
    """The function that does it; never a person's name."""
    return measure.who or _("noch offen")


def due_text(_: Words, measure: Draft) -> str:
    """The day in words."""
    return day_in_words(_, measure.due) if measure.due is not None else _("noch offen")


def room_table(_: Words, measures: Sequence[Measure]) -> Table:
    """What, who, until when: all that the room needs."""
    return filled(_("Maßnahmen"), _room_columns(_), in_force(measures))


def plan_columns(_: Words, day: date, beside: Iterable[Column[Measure]] = ()) -> tuple[Column[Measure], ...]:
    """What fits on a page: what, who, until when, what it got in a poll, how far it is on this day."""
    what, who, _in_words = _room_columns(_)
    due: Column[Measure] = Column(_("Bis wann?"), lambda one: _day(_, one))
    return (what, who, due, *beside, Column(_("Status"), lambda one: status_text(_, one, day)))


def _day(_: Words, measure: Measure) -> str:
    return day_in_short(_, measure.due) if measure.due is not None else _("noch offen")


def action_table(
    _: Words,
    measures: Sequence[Measure],
    questionnaire: Questionnaire,
    day: date,
    beside: Iterable[Column[Measure]] = (),
) -> Table:
    """One row a measure, by date, with all that is known of it on this day but names; ``beside``: what it got in a
    poll."""
    titles = _Titles(_, questionnaire)
    columns = (
        *_room_columns(_),
        *beside,
        Column[Measure](_("Handlungsfeld"), titles.field),
        Column[Measure](_("Aussagen"), titles.statements),
        Column[Measure](_("Status"), lambda one: status_text(_, one, day)),
        Column[Measure](_("Begründung"), lambda one: one.status_reason),
        Column[Measure](_("Ursache"), lambda one: one.cause),
        Column[Measure](_("Erster Schritt in 14 Tagen"), lambda one: one.first_step),
        Column[Measure](_("Wer entscheidet"), lambda one: decider_titles(_)[one.decides] if one.decides else ""),
        Column[Measure](_("Mit wem"), lambda one: one.with_whom),
        Column[Measure](_("Mittel"), lambda one: one.means),
        Column[Measure](_("Kosten"), lambda one: cost_titles(_)[one.cost] if one.cost else ""),
        Column[Measure](_("Woran wir es merken"), lambda one: one.sign),
        Column[Measure](_("Erhoffte Wirkung"), lambda one: level_text(_, one)),
        Column[Measure](_("Risiko"), lambda one: one.risk),
    )
    title = _("Vereinbarte Maßnahmen, Stand: {day}", day=day_in_words(_, day))
    return filled(title, columns, by_date(measures), [one.id for one in by_date(measures)])


def _room_columns(_: Words) -> tuple[Column[Measure], ...]:
    return (
        Column(_("Was?"), lambda one: one.what),
        Column(_("Wer?"), lambda one: who_text(_, one)),
        Column(_("Bis wann?"), lambda one: due_text(_, one)),
    )


class _Titles:
    """What a measure is about, in words."""

    def __init__(self, words: Words, questionnaire: Questionnaire) -> None:
        self._words = words
        self._asked = questionnaire

    def field(self, measure: Measure) -> str:
        return field_title(self._words, field_of(measure, self._asked), self._asked)

    def statements(self, measure: Measure) -> str:
        return ", ".join(one for one in measure.about if one in self._asked.statements)


def field_title(_: Words, field_id: str, questionnaire: Questionnaire) -> str:
    """The name of a field; of none that it is about all of the workshop."""
    return _.local(questionnaire.field(field_id).title) if field_id else _("Zum ganzen Workshop")


def status_titles(_: Words) -> dict[Status, str]:
    """How far a measure is, in a word."""
    return {
        # Translators: how far a measure is: planned, begun, done, dropped.
        "planned": _("geplant"),
        "begun": _("begonnen"),
        "done": _("erledigt"),
        "dropped": _("verworfen"),
    }


def status_text(_: Words, measure: Measure, day: date | None) -> str:
    """How far a measure is, and whether it is late on this ``day``; None: nobody asks."""
    status = status_titles(_)[measure.status]
    if day is None or not measure.is_late(day):
        return status
    # Translators: of a measure that is only planned or begun although its day has passed: "planned, overdue".
    return _("{status}, überfällig", status=status)


def decider_titles(_: Words) -> dict[Decider, str]:
    """Who decides on a measure."""
    return {
        # Translators: who decides on a measure: the administration itself, a committee of the council, the council of a
        # town, the Kreis (district) that it belongs to, or somebody whom the municipality cannot instruct.
        "administration": _("Verwaltung"),
        "committee": _("Ausschuss"),
        "council": _("Rat"),
        "district": _("Kreis"),
        "other": _("eine andere Stelle; die Kommune kann sie nur darum bitten"),
    }


def cost_choices(_: Words) -> dict[Cost, str]:
    """Rough classes of cost as forms offer them: what can be paid from where, without an amount that nobody knows
    yet."""
    return {
        "none": _("kein Geld, nur Zeit"),
        "small": _("gering (aus vorhandenen Mitteln)"),
        "medium": _("mittel (eigener Betrag im Haushalt)"),
        "large": _("hoch (eigene Stelle, eigener Haushaltsposten)"),
    }


def cost_titles(_: Words) -> dict[Cost, str]:
    """The classes of cost by their names alone: what explains them to whoever chooses need not fit each measure."""
    return {cost: said.partition(" (")[0] for cost, said in cost_choices(_).items()}


def level_titles(_: Words) -> dict[int, str]:
    """The Wirkungstreppe after PHINEO, from what is done to what it changes."""
    return {
        1: _("1 Es findet statt"),
        2: _("2 Die Richtigen nehmen teil"),
        3: _("3 Wer teilnimmt, ist zufrieden"),
        4: _("4 Menschen wissen oder können mehr"),
        5: _("5 Menschen handeln anders"),
        6: _("6 Das Leben von Menschen wird besser"),
        7: _("7 In der Kommune ändert sich etwas"),
    }


def level_text(_: Words, measure: Draft) -> str:
    """What the measure is hoped to change, and on which of the steps; empty where nobody has said."""
    if not measure.level:
        return ""
    _number, _blank, what = level_titles(_)[measure.level].partition(" ")
    return _("{what} (Stufe {level} von {most})", what=what, level=measure.level, most=max(LEVELS))


def level_hint(_: Words, measure: Draft) -> str:
    """A hint where only what is done is planned; else empty."""
    if not measure.is_output_only:
        return ""
    return _("Bis Stufe 3 steht da, was getan wird. Wirkung beginnt bei Stufe 4: Was ist dann für Menschen anders?")


def means_hint(_: Words) -> str:
    """What has to be settled before money is promised."""
    return _(
        "In der Haushaltssicherung klären Sie zuerst mit der Aufsicht, ob eine neue freiwillige Leistung erlaubt ist. "
        "Vor einem Honorar klären Sie, ob die Person selbständig arbeiten darf; sonst zahlen Sie nur Auslagen."
    )
