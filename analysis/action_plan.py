"""The action plan: measures that the room agrees on, who does each until when, and what is added to them later."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, get_args

from analysis.deciding import COSTS as COSTS
from analysis.deciding import DECIDERS as DECIDERS
from analysis.deciding import Cost as Cost
from analysis.deciding import Decider as Decider
from analysis.questionnaire import Questionnaire

Status = Literal["planned", "begun", "done", "dropped"]

STATUSES: tuple[Status, ...] = get_args(Status)
LEVELS = tuple(range(1, 8))
"""Steps of the Wirkungstreppe, after PHINEO: 1–3 what is done (output), 4–6 what it changes for people (outcome), 7 for
society (impact)."""
FIRST_OUTCOME = 4

LONGEST_WHAT, LONGEST_WHO, LONGEST_DETAIL = 140, 80, 500
"""Characters."""
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""Days that calendars know."""
MOST_MEASURES = 200
"""Of one workshop; municipalities come to 30 to 60."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is said of a measure.

    ``who``: a function. ``person``: a name beside it, only with that person's consent and never in public. ``due``,
    None: still open. ``about``: ids of statements and fields. ``level``: of the Wirkungstreppe. Empty: not said yet.
    """

    what: str
    who: str = ""
    person: str = ""
    due: date | None = None
    about: tuple[str, ...] = ()
    cause: str = ""
    first_step: str = ""
    decides: Decider | None = None
    with_whom: str = ""
    means: str = ""
    cost: Cost | None = None
    sign: str = ""
    level: int | None = None
    risk: str = ""
    status: Status = "planned"
    status_reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody does it yet, or nobody knows until when: that comes up again at the next date."""
        return not self.who or self.due is None

    @property
    def is_output_only(self) -> bool:
        """Whether it says what is done, and not what it changes for anybody."""
        return self.level is not None and self.level < FIRST_OUTCOME


@dataclass(frozen=True, kw_only=True)
class Measure(Draft):
    """A measure as it is kept; ``number`` counts those of a workshop, ``version`` is another word after each change."""

    id: str
    number: int
    version: str

    def is_late(self, day: date) -> bool:
        """Whether it should have been done before this day and is not."""
        return self.due is not None and self.due < day and self.status in ("planned", "begun")


def as_draft(measure: Draft) -> Draft:
    """What is said of a measure, without what the store adds."""
    return Draft(**{field.name: getattr(measure, field.name) for field in fields(Draft)})


def by_date(measures: Iterable[Measure]) -> list[Measure]:
    """The next first; those without a date at the end, each part as they were written."""
    return sorted(measures, key=lambda one: (one.due is None, one.due or date.min, one.number))


def by_field(measures: Iterable[Measure], questionnaire: Questionnaire) -> list[tuple[str, list[Measure]]]:
    """By field id, in the order of the questionnaire, those that are about it first by date; "" is about none.

    A measure stands once, with the first field that it is about.
    """
    order = [*(field.id for field in questionnaire.fields), ""]
    found: dict[str, list[Measure]] = {field: [] for field in order}
    for one in by_date(measures):
        found[field_of(one, questionnaire)].append(one)
    return [(field, found[field]) for field in order if found[field]]


def field_of(measure: Draft, questionnaire: Questionnaire) -> str:
    """The first field that the measure is about; empty for none."""
    fields = {field.id for field in questionnaire.fields}
    return next((field for one in measure.about if (field := questionnaire.field_of.get(one, one)) in fields), "")
