"""A filled fictional workshop, the same every time: Musterlingen, with tensions worth a talk.

Statements and perspectives are chosen by their place, so that every questionnaire can be shown with it.
"""

import secrets
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from datetime import date
from typing import Any

from analysis.grouping import form_groups
from analysis.questionnaire import ANSWERS, CANNOT_JUDGE, UNSTATED, Questionnaire, Sector, sector_only
from data.questionnaire_file import parse_questionnaire
from data.store.administration import AdministrationAnswer, save_administration
from data.store.engine import Store
from data.store.sheets import EnteredSheet, add_sheets, finish_sheet, join, save_answers
from data.store.workshops import Workshop, close_workshop, create_workshop, open_workshop, questionnaire, workshop

MUNICIPALITY = "Musterlingen"

Weights = tuple[int, int, int, int, int]
"""How often A, B, C, D and E are ticked, in proportion."""

STRENGTH, DIFFERENT, SPLIT, WEAKNESS, HARD_TO_JUDGE = 2, 6, 10, 14, 17
"""Places of the statements with a tension, counted from 0 in the room's statements."""

_TENSIONS: dict[int, tuple[Weights, Weights]] = {
    STRENGTH: ((4, 8, 0, 0, 0), (3, 9, 0, 0, 0)),
    DIFFERENT: ((6, 4, 0, 0, 0), (0, 1, 4, 5, 0)),
    SPLIT: ((5, 1, 1, 5, 0), (5, 1, 1, 5, 0)),
    WEAKNESS: ((0, 1, 8, 3, 0), (0, 1, 7, 4, 0)),
    HARD_TO_JUDGE: ((1, 1, 1, 0, 6), (0, 1, 1, 1, 6)),
}
"""The first two sectors, and all others."""

_ORDINARY: tuple[Weights, ...] = (
    (4, 5, 2, 0, 1),
    (2, 9, 1, 0, 0),
    (1, 3, 5, 2, 1),
    (3, 4, 2, 2, 0),
    (0, 3, 5, 3, 2),
    (5, 4, 1, 0, 0),
    (1, 5, 4, 0, 1),
    (3, 2, 3, 3, 1),
)
_OUTLOOKS = ((1, 1, 0, 0), (1, 0, -1, 0), (0, 0, -1, 1), (0, 1, 0, 1), (0, -1, -1, -1), (1, 0, 0, 1), (-1, -1, 0, -1))
"""How favourable (1) or critical (-1) the sectors are, for three statements each: a field of the Kurzform."""

_SMALL_SECTOR, _ALL_OTHERS, _OWN_GROUP, _UNSTATED = 4, 36, 6, 2
_ON_PAPER = 6
_REASONS: Mapping[str, tuple[str, ...]] = {
    "A": (
        "Das ist bei uns seit mehreren Jahren so.",
        "Das überprüfen wir jedes Jahr.",
        "Das steht so in unserem Arbeitsplan.",
    ),
    "B": (
        "Das gelingt an vielen Stellen, aber noch nicht überall.",
        "Das ist auf einem guten Weg, aber nicht gesichert.",
        "Das machen wir, aber zu wenige wissen davon.",
        "Das hängt bisher an wenigen Personen.",
        "Das fordern wir ein, prüfen es aber selten.",
    ),
    "C": (
        "Damit haben wir gerade erst begonnen.",
        "Dafür fehlte bisher die Zeit.",
        "Dafür ist noch niemand zuständig.",
    ),
}
"""By answer, in words that fit every statement; who cannot judge names somebody who can instead."""
_ADMINISTRATION = "BABCBAEBCB"
"""What the administration ticks, over and over; each time through it gives other reasons."""
_OFFICES = ("Hauptamt", "Sozialamt", "Kulturamt", "Wirtschaftsförderung")


def fill_demo(store: Store, questionnaire_text: str, today: date) -> Workshop:
    """Create the workshop of Musterlingen with all its sheets; it is closed, and nobody has seen a result yet."""
    new = create_demo(store, questionnaire_text, today)
    let_them_answer(store, new)
    return workshop(store, new.id) or new


def let_them_answer(store: Store, new: Workshop, *, is_earlier: bool = False) -> list[tuple[str, EnteredSheet]]:
    """Everybody answers, and the survey is closed; gives the hashed token of each phone with its sheet.

    ``is_earlier``: a year ago, when less had been done, and nobody wrote on paper.
    """
    asked = questionnaire(store, new)
    sheets = _sheets(asked, new.room, is_earlier=is_earlier)
    _fill_in_the_administration(store, new)
    open_workshop(store, new.id)
    on_paper, on_phones = ([], sheets) if is_earlier else (sheets[:_ON_PAPER], sheets[_ON_PAPER:])
    tokens = _answer_on_phones(store, new, on_phones)
    if on_paper:
        add_sheets(store, new.id, on_paper, source="paper")
    close_workshop(store, new.id, lambda people: form_groups(people, asked, threshold=new.threshold))
    return list(zip(tokens, on_phones, strict=True))


def create_demo(store: Store, questionnaire_text: str, today: date) -> Workshop:
    """The workshop as it is prepared."""
    asked = parse_questionnaire(questionnaire_text)
    return create_workshop(
        store,
        municipality=MUNICIPALITY,
        title="Selbstcheck-Workshop (erfundenes Beispiel)",
        held_on=today,
        questionnaire_text=questionnaire_text,
        room=asked.short_form,
        administration=tuple(asked.statements),
        wifi_name="Buergersaal-Gast",
    )


def _sheets(asked: Questionnaire, room: Sequence[str], *, is_earlier: bool) -> list[EnteredSheet]:
    """Everybody's sheet. One phone joined without answering, one person stopped half-way, some left gaps."""
    sheets: list[EnteredSheet] = []
    for sector, keys in enumerate(_seats(asked)):
        columns = [_answers(place, sector, len(keys), is_earlier=is_earlier) for place in range(len(room))]
        for person, key in enumerate(keys):
            number = len(sheets)
            ticked = {
                statement: columns[place][person]
                for place, statement in enumerate(room)
                if not _is_blank(number, place, len(room))
            }
            sheets.append(EnteredSheet(key, ticked))
    return [*sheets, EnteredSheet(sheets[0].perspective, {})]


def _is_blank(person: int, place: int, asked: int) -> bool:
    stopped_half_way = person == 20 and place > asked // 2
    return stopped_half_way or (person * 7 + place * 11) % 61 == 0


def _seats(asked: Questionnaire) -> list[list[str]]:
    """Perspective keys of the people in the room, sector by sector; the last sector stays under the threshold."""
    *large, small = asked.sectors
    shares = (4, 3, 5)
    weights = [shares[place % len(shares)] for place in range(len(large))]
    sizes = [_ALL_OTHERS * weight // sum(weights) for weight in weights]
    seats = [_seats_of(sector, size) for sector, size in zip(large, sizes, strict=True)]
    return [*seats, _seats_of(small, _SMALL_SECTOR), [UNSTATED] * _UNSTATED]


def _seats_of(sector: Sector, people: int) -> list[str]:
    """One of a larger sector names only the sector; a perspective of its own group is large enough for that."""
    apart = [perspective.id for perspective in sector.perspectives if perspective.own_group][:1]
    keys = [perspective.id for perspective in sector.perspectives if perspective.id not in apart]
    seats = apart * _OWN_GROUP if people > 2 * _OWN_GROUP else []
    keys = keys or [sector_only(sector.id)]
    if people > _SMALL_SECTOR and not apart:
        seats = [sector_only(sector.id)]
    return seats + [keys[place % len(keys)] for place in range(people - len(seats))]


def _answers(place: int, sector: int, people: int, *, is_earlier: bool) -> list[str]:
    """What the people of a sector tick at this place: in the proportions wanted, in an order that varies."""
    if place in _TENSIONS:
        weights = _TENSIONS[place][0 if sector < 2 else 1]
    else:
        weights = _ORDINARY[place % len(_ORDINARY)]
        outlooks = _OUTLOOKS[place // 3 % len(_OUTLOOKS)]
        weights = _shifted(weights, outlooks[min(sector, len(outlooks) - 1)])
    if is_earlier and place % 3 != 1 and place not in _TENSIONS:
        weights = _shifted(_shifted(weights, -1), -1)
    counts = _share_out(weights, people)
    ticked = [answer for answer, count in zip(ANSWERS, counts, strict=True) for _ in range(count)]
    start = place * 5 % people
    return ticked[start:] + ticked[:start]


def _shifted(weights: Weights, outlook: int) -> Weights:
    """Half of the people of every step go one step up (1) or down (-1)."""
    if outlook == 0:
        return weights
    a, b, c, d, e = weights
    if outlook > 0:
        d, c, b, a, _ = _shifted((d, c, b, a, e), -1)
        return a, b, c, d, e
    return a // 2, b // 2 + a - a // 2, c // 2 + b - b // 2, d + c - c // 2, e


def _share_out(weights: Weights, people: int) -> list[int]:
    """Whole people in proportion to the weights; the largest remainders get the rest."""
    total = sum(weights)
    counts = [weight * people // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda answer: -(weights[answer] * people % total))
    for answer in by_remainder[: people - sum(counts)]:
        counts[answer] += 1
    return counts


def _answer_on_phones(store: Store, new: Workshop, sheets: Sequence[EnteredSheet]) -> list[str]:
    tokens = [secrets.token_hex(32) for _ in sheets]
    steps: list[Sequence[Future[Any]]] = [
        [
            join(store, new.id, perspective=sheet.perspective, source="phone", token_hash=token)
            for token, sheet in zip(tokens, sheets, strict=True)
        ],
        [
            save_answers(store, token, new.code, sheet.answers)
            for token, sheet in zip(tokens, sheets, strict=True)
            if sheet.answers
        ],
        [
            finish_sheet(store, token, new.code)
            for token, sheet in zip(tokens, sheets, strict=True)
            if len(sheet.answers) > len(new.room) // 2 + 1
        ],
    ]
    for futures in steps:
        for future in futures:
            future.result()
    return tokens


def _fill_in_the_administration(store: Store, new: Workshop) -> None:
    """The administration sees itself a little further on than the room does, and says why for some statements."""
    ticked = {one: _ADMINISTRATION[place % len(_ADMINISTRATION)] for place, one in enumerate(new.administration)}
    if (different := new.room[DIFFERENT % len(new.room)]) in ticked:
        ticked[different] = "A"
    answers = [
        AdministrationAnswer(
            statement,
            answer,
            reason=_reason(answer, place) if place % 2 == 0 else "",
            who_knows=_OFFICES[place % len(_OFFICES)] if answer == CANNOT_JUDGE else "",
        )
        for place, (statement, answer) in enumerate(ticked.items())
    ]
    save_administration(store, new.id, answers)


def _reason(answer: str, place: int) -> str:
    known = _REASONS.get(answer, ("",))
    return known[place // len(_ADMINISTRATION) % len(known)]
