"""Workshops with invented results: many or few groups and fields, long names, hidden cells, both languages."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

from analysis.results import Cell, FieldCell, FieldResult, Group, Pattern, Ratings, Results, StatementResult
from content.labels import Labels
from tests.charts.conftest import level_of, made_labels

NAMES = {
    "de": (
        "Verwaltung",
        "Politik & Leitung",
        "Migrant*innenselbstorganisationen",
        "Zivilgesellschaft",
        "Übrige",
        "Wirtschaft, Jobcenter",
        "Kita-/Schulträger",
        "Ehrenamtskoordination",
        "ohne Angabe",
        "JMD",
    ),
    "en": (
        "Administration",
        "Politics and leadership",
        "Community-based organisations",
        "Civil society",
        "Others",
        "Business",
        "Schools",
        "Volunteers",
        "not stated",
        "Internationalisation",
    ),
}
FIELDS = {
    "de": (
        "Steuerung",
        "Öffnung",
        "Interkulturelle Öffnung & Antirassismus",
        "Arbeit",
        "Zusammenhalt",
        "Beteiligung",
        "Kommunikation & Konflikte",
        "Gesundheitsversorgung",
        "Wohnen",
        "Sport",
    ),
    "en": (
        "Management",
        "Opening up",
        "Intercultural opening and anti-racism",
        "Work",
        "Cohesion",
        "Participation",
        "Communication and conflicts",
        "Internationalisation",
        "Housing",
        "Sports",
    ),
}
SENTENCES = {
    "de": (
        "Wohnen ist bezahlbar.",
        "Unsere Kommune hat ein öffentlich beschlossenes Leitbild, das Vielfalt als Stärke der Stadt beschreibt.",
        "Wer Diskriminierung erlebt, erreicht vor Ort eine unabhängige Antidiskriminierungsberatungsstelle, die in "
        "vielen Sprachen berät und deren Empfehlungen von Verwaltung und Politik auch wirklich aufgenommen werden.",
    ),
    "en": (
        "Housing is affordable.",
        "Our municipality has publicly adopted a mission statement that describes diversity as a strength of the town.",
        "Whoever experiences discrimination finds an independent counselling centre that works in many languages and "
        "whose recommendations are really taken up by administration and politics in all fields of municipal action.",
    ),
}
ENGLISH = {
    "answers": {
        "A": "Agree",
        "B": "Rather agree",
        "C": "Rather disagree",
        "D": "Disagree",
        "E": "Cannot judge",
    },
    "rings": ("disagree", "rather disagree", "rather agree", "agree"),
    "room": "Everybody in the room",
    "administration": "Administration’s sheet",
    "hidden": "not shown separately (protection of small groups)",
    "too_few": "too few ratings",
    "too_small": "grey: difference too small to be interpreted",
    "e_of": "{e} of {people}",
    "span": "Range",
    "span_of": "Range {steps} steps",
}


def invented(seed: int, language: str, people: int) -> tuple[Results, Labels]:
    """The same for the same seed; ``people`` in the room."""
    random = Random(seed)
    sizes = _sizes(random, people, random.randint(1, 10))
    groups = tuple(Group(f"g{place}", size, ()) for place, size in enumerate(sizes))
    fields, statements = [], []
    for place in range(random.randint(1, 10)):
        own = [_statement(random, f"f{place}", f"{place}.{row}", groups, people) for row in range(2)]
        statements += own
        fields.append(_field(random, f"f{place}", own, groups))
    results = Results(
        threshold=5,
        respondents=people,
        without_answers=0,
        groups=groups,
        statements=tuple(statements),
        fields=tuple(fields),
        discuss_first=tuple(one.id for one in statements),
        knowledge_gaps=(),
    )
    return results, _labels(random, results, language)


def _sizes(random: Random, people: int, groups: int) -> list[int]:
    cuts = sorted(random.sample(range(1, people), groups - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, people], strict=True)]


def _ratings(random: Random, people: int) -> Ratings:
    weights = [random.choice((0, 1, 1, 5)) for _ in "ABCD"]
    ticks = random.choices("ABCD", weights if any(weights) else None, k=people)
    return Ratings(*(ticks.count(answer) for answer in "ABCD"))


def _statement(random: Random, field: str, id_: str, groups: Sequence[Group], people: int) -> StatementResult:
    cells = {}
    for group in groups:
        e = random.choice((0, 0, 1, group.people // 2))
        shown = _ratings(random, group.people - e) if random.random() < 0.8 and group.people > e else None
        cells[group.id] = Cell(shown, level_of(shown) if shown else None, e if shown else None, group.people)
    e = random.choice((0, 1, people // 3))
    room = _ratings(random, people - e) if random.random() < 0.9 else None
    level = level_of(room) if room else None
    patterns: tuple[Pattern, ...] = ("auseinander", "staerke", "bedarf", "geteilt", "kaum_einschaetzbar")
    return StatementResult(
        id=id_,
        field=field,
        ratings=room,
        level=level,
        equal_level=level,
        disagreement=Fraction(1, 3) if room else None,
        group_distance=Fraction(1, 3) if room else None,
        band="mittel" if room else None,
        pattern=random.choice(patterns) if room else "zu_wenige",
        people=people,
        e=e if room else None,
        answered=people if room else None,
        blank=0 if room else None,
        cells=cells,
    )


def _field(random: Random, id_: str, own: Sequence[StatementResult], groups: Sequence[Group]) -> FieldResult:
    def level() -> Fraction | None:
        return Fraction(random.randint(10, 40), 10) if random.random() < 0.85 else None

    cells = {group.id: FieldCell(level(), 2, Fraction(1, 5), 2, group.people) for group in groups}
    return FieldResult(
        id=id_,
        level=level(),
        equal_level=None,
        disagreement=Fraction(1, 3),
        group_distance=None,
        band=1,
        pattern="geteilt",
        rated=len(own),
        asked=len(own),
        e_share=Fraction(1, 5),
        cells=cells,
        administration_level=level(),
    )


def _labels(random: Random, results: Results, language: str) -> Labels:
    names, fields = NAMES[language], FIELDS[language]
    made = replace(
        made_labels({one.id: random.choice(SENTENCES[language]) for one in results.statements}),
        fields={field.id: fields[place] for place, field in enumerate(results.fields)},
        groups={group.id: names[place] for place, group in enumerate(results.groups)},
    )
    return replace(made, **ENGLISH) if language == "en" else made
