"""The words that charts write, in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from analysis.changes import RunComparison
from analysis.comparison import readable_groups
from analysis.questionnaire import Questionnaire
from analysis.results import Pattern, Results, StatementResult
from content.statements import short_name
from content.tables import too_few
from texts.dates import day_in_words
from texts.titles import answer_labels, group_short, hidden_text
from texts.words import Words

ROOM = "alle"
"""Id of the line or column of everybody in the room, beside the group ids."""

ADMINISTRATION = "verwaltungsbogen"
"""Id of the Verwaltungsbogen's line."""


PART = "*"
"""Behind a mean that goes over a part of the statements of its field."""

PatternKind = Literal[Pattern, "etwas"]
"""The patterns, and "auseinander" where no difference is large enough to be read."""


@dataclass(frozen=True)
class Labels:
    """Names for ids and whole sentences with named gaps.

    ``names`` are what lists call the statements, ``fields`` and ``groups`` the short names (at most about 16
    characters), ``answers`` the five labels of the scale, ``rings`` the words at 1, 2, 3 and 4 of an axis. ``e_of`` has
    the gaps {e} and {people}, ``people`` has {n}, ``span_of`` has {steps}, ``n_of_both`` {before} and {after}.
    ``runs``: what the earlier and the later run are called, where there is an earlier one. ``patterns`` are the
    patterns of statements in at most three words, empty where there is none to name. ``partly``: what PART means.
    """

    fields: Mapping[str, str]
    statements: Mapping[str, str]
    names: Mapping[str, str]
    groups: Mapping[str, str]
    answers: Mapping[str, str]
    rings: tuple[str, str, str, str]
    room: str
    room_short: str
    administration: str
    hidden: str
    too_few: str
    too_small: str
    e_of: str
    people: str
    rated: str
    span: str
    number: Callable[[Fraction], str]
    patterns: Mapping[str, str]
    one_person: str
    cannot_judge: str
    e_people: str
    scale: str
    ends: str
    span_of: str
    n_of_both: str = ""
    runs: tuple[str, str] = ("", "")
    not_the_same: str = ""
    partly: str = ""

    def mean_of(self, level: Fraction, shown: int, asked: int) -> str:
        """A field's mean, marked where it goes over a part of its statements; ``partly`` says what the mark means."""
        number = self.number(level)
        return f"{number}{PART}" if shown < asked else number

    def statement(self, id_: str, *, short: bool = False) -> str:
        """The statement, or its short name."""
        return self.names[id_] if short else self.statements[id_]

    def line(self, line: str, *, short: bool = False) -> str:
        """Name of the room, the Verwaltungsbogen or a group."""
        room = self.room_short if short else self.room
        return {ROOM: room, ADMINISTRATION: self.administration}.get(line) or self.groups[line]


def labels(results: Results, questionnaire: Questionnaire, _: Words) -> Labels:
    """The words on the charts of these results."""
    answers = answer_labels(_, questionnaire)
    return Labels(
        fields={field.id: _.local(questionnaire.field(field.id).short) for field in results.fields},
        statements={s.id: _.local(questionnaire.statements[s.id].text) for s in results.statements},
        names={s.id: short_name(_, questionnaire.statements[s.id]) for s in results.statements},
        groups={group.id: group_short(_, group, questionnaire) for group in results.groups},
        answers=answers,
        rings=(answers["D"], answers["C"], answers["B"], answers["A"]),
        room=_("Alle im Raum"),
        # Translators: head of a narrow column: all people in the room.
        room_short=_("Raum"),
        administration=_("Verwaltungsbogen"),
        hidden=hidden_text(_),
        too_few=too_few(_),
        too_small=_("grau: Unterschied zu klein zum Deuten"),
        e_of=_("{e} von {people}"),
        people=_("n = {n}"),
        # Translators: n is the number of people who answered A to D.
        rated=_("n = bewertet"),
        cannot_judge=_("E = {label}", label=answers["E"]),
        e_people=_("Personen, die „{label}“ geantwortet haben", label=answers["E"]),
        # Translators: steps between the highest and the lowest mean of the groups; no breadth of a thing.
        span=_("Spannweite"),
        number=_.number,
        patterns={s.id: _pattern_words(_, s) for s in results.statements},
        # Translators: Feld is a square of a bar here, not a topic area.
        one_person=_("Ein Feld = eine Person"),
        scale=_("Einschätzung im Mittel: 1 = trifft nicht zu, 4 = trifft zu"),
        ends=_("gefüllt: die beiden Enden der Spannweite"),
        span_of=_("Spannweite {steps} Stufen"),
        # Translators: how many people answered in an earlier workshop, and how many in this one.
        n_of_both=_("n = {before} und {after}"),
        runs=("", "") if results.since is None else runs_named(_, results.since),
        not_the_same=not_the_same(_),
        # Translators: * marks means of a topic area for which only some of its statements have been rated.
        partly=_("* aus einem Teil der Aussagen"),
    )


def runs_named(_: Words, since: RunComparison) -> tuple[str, str]:
    """What the earlier and the later run are called: their years, or their days within one year, or their numbers
    on one day."""
    if since.earlier.year != since.later.year:
        return str(since.earlier.year), str(since.later.year)
    if since.earlier != since.later:
        return day_in_words(_, since.earlier), day_in_words(_, since.later)
    earlier, later = since.runs
    return _("{n}. Durchgang", n=earlier), _("{n}. Durchgang", n=later)


def not_the_same(_: Words) -> str:
    """Two evenings are no experiment."""
    return _("zweimal gefragt, nicht unbedingt dieselben Personen")


def pattern_kind(statement: StatementResult) -> PatternKind:
    """The pattern as it is named and chosen: of perspectives that differ too little to be read into, apart."""
    if statement.pattern == "auseinander" and not readable_groups(statement):
        return "etwas"
    return statement.pattern


def kind_titles(_: Words) -> dict[PatternKind, str]:
    """Each in at most three words."""
    return {
        "auseinander": _("gehen auseinander"),
        "etwas": _("unterscheiden sich etwas"),
        "geteilt": _("geteilt"),
        "staerke": _("gemeinsame Stärke"),
        "bedarf": _("gemeinsamer Handlungsbedarf"),
        "kaum_einschaetzbar": _("kaum einschätzbar"),
        "zu_wenige": too_few(_),
    }


def _pattern_words(_: Words, statement: StatementResult) -> str:
    kind = pattern_kind(statement)
    return "" if kind == "zu_wenige" else kind_titles(_)[kind]
