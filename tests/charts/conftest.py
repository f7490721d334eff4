"""A workshop of 42 people with hidden cells, made by hand, and its German labels."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from analysis.changes import Change, Changes, Direction, RunComparison
from analysis.results import Cell, FieldCell, FieldResult, Group, Ratings, Results, StatementResult
from charts.formats import FORMATS, Size, panel
from charts.marks import Picture
from charts.pictures import LAYOUTS
from content.labels import ADMINISTRATION, ROOM, Labels

GROUPS = {
    "verwaltung": ("Verwaltung", 12),
    "politik": ("Politik & Leitung", 7),
    "communities": ("Migrant*innen", 8),
    "zivilgesellschaft": ("Zivilgesellschaft", 9),
    "uebrige": ("Übrige", 6),
}
FIELDS = {
    "steuerung": "Management & Steuerung",
    "oeffnung": "Interkulturelle Öffnung & Antirassismus",
    "teilhabe": "Fairer Zugang & Teilhabe",
    "arbeit": "Arbeit & wirtschaftliche Entwicklung",
    "engagement": "Engagement & Beteiligung",
    "zusammenhalt": "Zusammenhalt & Begegnung",
    "kommunikation": "Kommunikation & Konfliktmanagement",
}
TEXTS = (
    "Unsere Kommune hat ein öffentlich beschlossenes Leitbild, das Vielfalt als Stärke der ganzen Stadt beschreibt.",
    "Es gibt eine Strategie mit klaren Zielen, Zuständigkeiten und einer festen Laufzeit.",
    "Für Integration und Vielfalt steht ein eigenes, verlässliches Budget im Haushalt bereit.",
    "In der Verwaltung arbeiten auf allen Ebenen Menschen mit unterschiedlichen Einwanderungsgeschichten.",
    "Beschäftigte mit Kundenkontakt nehmen regelmäßig an Schulungen zu Rassismus und Diskriminierung teil.",
    "Wer Diskriminierung erlebt, erreicht vor Ort eine unabhängige Antidiskriminierungsberatungsstelle.",
    "Alle Kinder finden unabhängig von ihrer Herkunft rechtzeitig einen Platz in einer Kindertageseinrichtung.",
)
# ratings A, B, C, D and E by group, for the statements of one field; every field is a shifted copy of it
CELLS: dict[str, list[tuple[tuple[int, int, int, int] | None, int]]] = {
    "verwaltung": [((7, 4, 1, 0), 0), ((3, 6, 2, 0), 1), ((2, 5, 3, 1), 1)],
    "politik": [((3, 3, 1, 0), 0), ((2, 3, 1, 0), 1), ((0, 2, 3, 2), 0)],
    "communities": [((0, 2, 3, 3), 0), ((1, 2, 3, 1), 1), ((0, 1, 4, 2), 1)],
    "zivilgesellschaft": [((1, 3, 3, 2), 0), (None, 5), ((0, 3, 4, 1), 1)],
    "uebrige": [((1, 3, 1, 0), 1), (None, 2), ((1, 2, 2, 0), 1)],
}
HIDDEN_IN_ROOM = {"verwaltung": 0, "politik": 0, "communities": 0, "zivilgesellschaft": 4, "uebrige": 4}
VALUES = (4, 3, 2, 1)


def level_of(ratings: Ratings) -> Fraction:
    return Fraction(sum(value * count for value, count in zip(VALUES, ratings, strict=True)), ratings.n)


def _turned(ratings: tuple[int, int, int, int], places: int) -> Ratings:
    return Ratings(*(ratings[(place - places) % 4] for place in range(4)))


def _cell(group: str, row: int, turn: int) -> Cell:
    ratings, e = CELLS[group][row]
    shown = None if ratings is None else _turned(ratings, turn)
    if shown is None:
        return Cell(None, None, e, GROUPS[group][1])
    return Cell(shown, level_of(shown), e, GROUPS[group][1])


def _statement(field: str, number: int, row: int, turn: int) -> StatementResult:
    cells = {group: _cell(group, row, turn) for group in GROUPS}
    parts = [cell.ratings for cell in cells.values() if cell.ratings]
    hidden = sum(HIDDEN_IN_ROOM.values()) // 4 if any(cell.ratings is None for cell in cells.values()) else 0
    room = Ratings(*(sum(column) + hidden for column in zip(*parts, strict=True)))
    levels = [cell.level for cell in cells.values() if cell.level is not None]
    e = sum(cell.e or 0 for cell in cells.values())
    return StatementResult(
        id=f"{number}.{row + 1:02}",
        field=field,
        ratings=room,
        level=level_of(room),
        equal_level=sum(levels, Fraction(0)) / len(levels),
        disagreement=Fraction(2, 5),
        group_distance=Fraction(3 - row, 4),
        band="mittel",
        pattern="auseinander",
        people=42,
        e=e,
        answered=room.n + e,
        blank=42 - room.n - e,
        cells=cells,
        administration="ABCD"[(row + number) % 4],
    )


def _field_cell(group: str, statements: list[StatementResult]) -> FieldCell:
    levels = [s.cells[group].level for s in statements if s.cells[group].level is not None]
    shares = [Fraction(s.cells[group].e or 0, s.cells[group].people) for s in statements]
    hide = group == "uebrige" and statements[0].field in ("oeffnung", "teilhabe", "kommunikation")
    hide = hide or (group == "zivilgesellschaft" and statements[0].field in ("oeffnung", "kommunikation"))
    mean = None if hide else sum((level for level in levels if level is not None), Fraction(0)) / len(levels)
    return FieldCell(mean, 0 if hide else len(levels), sum(shares, Fraction(0)) / 3, 3, GROUPS[group][1])


def made_results() -> Results:
    statements: list[StatementResult] = []
    fields: list[FieldResult] = []
    for number, field in enumerate(FIELDS, 1):
        turn = (0, 1, 0, 3, 0, 2, 0)[number - 1]
        own = [_statement(field, number, row, turn) for row in range(3)]
        statements += own
        levels = [statement.level for statement in own if statement.level is not None]
        level = sum(levels, Fraction(0)) / 3
        fields.append(
            FieldResult(
                id=field,
                level=level,
                equal_level=level,
                disagreement=Fraction(2, 5),
                group_distance=Fraction(1, 2),
                band=1,
                pattern="auseinander",
                rated=3,
                asked=3,
                e_share=Fraction(1, 7),
                cells={group: _field_cell(group, own) for group in GROUPS},
                administration_level=min(Fraction(4), level + Fraction(number % 4, 3)) if number != 4 else level,
                administration_band=2,
                administration_rated=3,
            )
        )
    return Results(
        threshold=5,
        respondents=42,
        without_answers=1,
        groups=tuple(Group(group, people, ()) for group, (_, people) in GROUPS.items()),
        statements=tuple(statements),
        fields=tuple(fields),
        discuss_first=tuple(statement.id for statement in statements),
        knowledge_gaps=(),
    )


def made_labels(statements: Mapping[str, str] | None = None) -> Labels:
    texts = {f"{n}.{row + 1:02}": TEXTS[(n + row) % 7] for n in range(1, 8) for row in range(3)}
    return Labels(
        fields=FIELDS,
        statements=texts if statements is None else statements,
        names={id_: f"Name von {id_}" for id_ in texts} if statements is None else statements,
        groups={group: short for group, (short, _) in GROUPS.items()},
        answers={
            "A": "Trifft zu",
            "B": "Trifft eher zu",
            "C": "Trifft eher nicht zu",
            "D": "Trifft nicht zu",
            "E": "Keine Einschätzung möglich",
        },
        rings=("trifft nicht zu", "eher nicht", "eher zu", "trifft zu"),
        room="Alle im Raum",
        room_short="Raum",
        administration="Verwaltungsbogen",
        hidden="nicht einzeln gezeigt (Schutz kleiner Gruppen)",
        too_few="zu wenige Einschätzungen",
        too_small="grau: Unterschied zu klein zum Deuten",
        e_of="{e} von {people}",
        people="n = {n}",
        rated="n = bewertet",
        span="Spannweite",
        number=lambda value: f"{float(value):.1f}".replace(".", ","),
        patterns=dict.fromkeys(texts if statements is None else statements, "gehen auseinander"),
        one_person="Ein Feld = eine Person",
        cannot_judge="E = Keine Einschätzung möglich",
        e_people="Personen, die „Keine Einschätzung möglich“ geantwortet haben",
        scale="Einschätzung im Mittel: 1 = trifft nicht zu, 4 = trifft zu",
        ends="gefüllt: die beiden Enden der Spannweite",
        span_of="Spannweite {steps} Stufen",
        n_of_both="n = {before} und {after}",
        runs=("2026", "2027"),
        not_the_same="zweimal gefragt, nicht unbedingt dieselben Personen",
        partly="* aus einem Teil der Aussagen",
    )


def looking_back(results: Results) -> Results:
    """The same with an earlier run, in which fields and statements stood higher, lower or alike, by turns."""
    steps = (Fraction(1, 2), Fraction(-1, 2), Fraction(1, 10), Fraction(0), Fraction(-1))

    def change(id_: str, after: Fraction, number: int) -> Change:
        before = min(max(after - steps[number % 5], Fraction(1)), Fraction(4))
        way: Direction = "hoeher" if after > before else "niedriger"
        return Change(id_, before, after, 38, 42, "klein" if abs(after - before) < Fraction(3, 10) else way)

    fields, statements = (
        tuple(change(one.id, one.level, number) for number, one in enumerate(of) if one.level is not None)
        for of in (results.fields, results.statements)
    )
    days = {"earlier": date(2026, 9, 24), "later": date(2027, 9, 23)}
    return replace(results, since=RunComparison("x", **days, room=Changes(fields, statements), groups={}))


def with_odd_statements(results: Results) -> Results:
    """The same with three odd first statements: everybody at one end, lone voices, too few ratings."""
    first, second, third, *others = results.statements
    none = dict.fromkeys(("ratings", "level", "equal_level", "disagreement", "group_distance", "band"))
    hidden = {group: Cell(None, None, None, people) for group, (_, people) in GROUPS.items()}
    odd = (
        replace(first, ratings=Ratings(42, 0, 0, 0), e=0, answered=42),
        replace(second, ratings=Ratings(1, 1, 1, 38), e=1, answered=42),
        replace(third, **none, cells=hidden, e=None, answered=None, pattern="zu_wenige"),
    )
    return replace(results, statements=(*odd, *others))


def drawn(chart: str, results: Results, labels: Labels, shows: tuple[str, ...] = (), size: Size = "page") -> Picture:
    """One chart with nothing marked."""
    return LAYOUTS[chart](results, labels, shows, (), FORMATS[size])


def all_pictures(results: Results, labels: Labels, size: Size, named: tuple[str, ...] = ()) -> dict[str, Picture]:
    """Every chart as a slide would ask for it, with what is named marked; at most five statements on the wall."""
    most = 7 if FORMATS[size].has_notes else 5
    statements = tuple(one.id for one in results.statements)[:most]
    groups = tuple(group.id for group in results.groups)
    shows = {
        "radar": (ROOM, ADMINISTRATION),
        "radar of groups": (ROOM, *groups[-2:]),
        "gaps": (ROOM, ADMINISTRATION),
        "profiles": (),
        "levels": (),
        "dumbbell": (),
        "diverging": statements,
        "dots": statements,
        "dots of two": statements[:2],
        "e": statements,
        "statement": statements[:1],
        "slope": (ROOM, *(field.id for field in results.fields)),
        "slope of statements": (ROOM, *statements[:5]),
    }
    seen = looking_back(results)
    return {name: LAYOUTS[name.split()[0]](seen, labels, of, named, FORMATS[size]) for name, of in shows.items()}


PANELS = {
    "radar": (330, 300),
    "radar of groups": (330, 300),
    "gaps": (330, 300),
    "levels": (520, 210),
    "dumbbell": (330, 240),
    "diverging": (520, 290),
    "dots": (520, 290),
    "dots of two": (520, 210),
    "e": (520, 210),
    "statement": (380, 230),
}
"""Width and height of the small pictures of a page."""


def panel_pictures(results: Results, labels: Labels, named: tuple[str, ...] = ()) -> dict[str, Picture]:
    """Every chart that there is as a panel, with five statements at most and what is named marked."""
    statements = tuple(one.id for one in results.statements)[:5]
    groups = tuple(group.id for group in results.groups)
    shows = {
        "radar": (ROOM, ADMINISTRATION),
        "radar of groups": (ROOM, *groups[-2:]),
        "gaps": (ROOM, ADMINISTRATION),
        "diverging": statements,
        "dots": statements,
        "dots of two": statements[:2],
        "e": statements,
        "statement": statements[:1],
    }
    return {
        name: LAYOUTS[name.split()[0]](results, labels, shows.get(name, ()), named, panel(*size))
        for name, size in PANELS.items()
    }


@pytest.fixture
def results() -> Results:
    return made_results()


@pytest.fixture
def labels() -> Labels:
    return made_labels()
