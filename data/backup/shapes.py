"""What may stand in the columns of JSON, and in those of ids that the database takes as any text.

The product's readers take these as they are, so a hostile file must be stopped before. A new column of JSON has to be
named here with its shape; a test fails until it is.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from analysis.action_plan import COSTS, DECIDERS, LEVELS
from analysis.farewell import QUESTIONS, STEPS
from analysis.questionnaire import ANSWERS
from analysis.stage import KINDS as PLACES
from data.store.ballot_kinds import KINDS as BALLOTS

MOST = 2**31 - 1

_SECRET = re.compile("[0-9a-f]{64}")
_ID = re.compile("[0-9a-f]{32}")

Shape = Callable[[Any], bool]


def is_text(value: Any) -> bool:
    return isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value)


def is_number(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MOST


def is_difference(value: Any) -> bool:
    return type(value) is int and abs(value) <= MOST


def is_secret(value: Any) -> bool:
    return isinstance(value, str) and _SECRET.fullmatch(value) is not None


def is_new_id(value: Any) -> bool:
    """Made by ``new_id``: an empty one would mean the texts of the whole instance."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def one_of(known: Collection[Any]) -> Shape:
    """One of these; True is no 1."""
    return lambda value: type(value) in (int, str) and value in known


def optional(shape: Shape) -> Shape:
    return lambda value: value is None or shape(value)


def list_of(shape: Shape) -> Shape:
    return lambda value: isinstance(value, list) and all(map(shape, value))


def row_of(*shapes: Shape) -> Shape:
    """A list with a value of each of these shapes."""

    def fits(value: Any) -> bool:
        return (
            isinstance(value, list)
            and len(value) == len(shapes)
            and all(shape(one) for shape, one in zip(shapes, value, strict=True))
        )

    return fits


def by_id(shape: Shape, known: Shape = is_text) -> Shape:
    """Values of one shape by ids."""
    return lambda value: isinstance(value, dict) and all(known(key) and shape(one) for key, one in value.items())


def record(**shapes: Shape) -> Shape:
    """A value by each of these names."""

    def fits(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and value.keys() == shapes.keys()
            and all(shape(value[name]) for name, shape in shapes.items())
        )

    return fits


_TEXTS = list_of(is_text)
_PEOPLE = by_id(is_number)
_BY_ANSWER = by_id(is_number, one_of(ANSWERS))
_PLACE = record(kind=one_of(PLACES), slide=is_text, step=is_number)
_GROUP_VOTE = record(
    after=_BY_ANSWER, rated_before=is_number, rated_twice=is_number, only_before=is_difference, only_after=is_difference
)
_RECOUNT = record(moves=row_of(is_number, is_number, is_number), groups=by_id(_GROUP_VOTE))

SHAPES: Mapping[str, Shape] = {
    "workshops.id": is_new_id,
    "workshops.room": _TEXTS,
    "workshops.administration": _TEXTS,
    "workshops.record_key": is_secret,
    "workshops.expected": _PEOPLE,
    "workshops.printed": _TEXTS,
    "batches.ledger": _PEOPLE,
    "batches.administration": list_of(
        record(statement=is_text, answer=optional(one_of(ANSWERS)), reason=is_text, who_knows=is_text)
    ),
    "releases.statements": _TEXTS,
    "releases.groups": list_of(record(id=is_text, people=is_number, perspectives=_TEXTS, parts=_TEXTS)),
    "releases.counts": list_of(row_of(is_text, is_text, one_of(ANSWERS), is_number)),
    "releases.administration": by_id(one_of(ANSWERS)),
    "releases.shown": _TEXTS,
    "releases.agenda": record(minutes=is_number, statements=_TEXTS, pinned=_TEXTS, skipped=_TEXTS),
    "stages.kind": one_of(PLACES),
    "stages.frozen": _PLACE,
    "stages.arranged": list_of(_PLACE),
    "stages.resume": _PLACE,
    "measures.about": _TEXTS,
    "measures.decides": one_of(DECIDERS),
    "measures.cost": one_of(COSTS),
    "measures.level": one_of(LEVELS),
    "farewells.exit_counts": by_id(by_id(is_number, one_of(STEPS)), one_of(QUESTIONS)),
    "report_choices.language": one_of(("de", "en")),
    "report_choices.left_out": _TEXTS,
    "ballots.kind": one_of(BALLOTS),
    "ballots.result": lambda value: _BY_ANSWER(value) or _RECOUNT(value),
    "votes.kind": one_of(BALLOTS),
    "point_polls.options": list_of(row_of(is_text, is_text)),
    "point_polls.result": record(people=is_number, totals=_PEOPLE, strong=_PEOPLE),
}
"""By table and column; an empty cell is the column's own matter."""
