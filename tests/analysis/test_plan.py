"""The Gesprächsplan: each rule by hand, and all of them computed once more in another way on invented workshops."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from random import Random

import pytest

from analysis.measures import disagreement, disagreement_band
from analysis.patterns import discuss_first, knowledge_gaps, pattern
from analysis.plan import PlanItem, talk_plan
from analysis.results import Ratings, Results, StatementResult

LENGTHS = {"auseinander": 12, "geteilt": 10, "bedarf": 8, "kaum_einschaetzbar": 6, "staerke": 4}
PEOPLE = 20
SPREAD = Ratings(5, 5, 5, 5)
"""Half of them agree; U is 5/6, so "groß"."""
FAR, NOT = Fraction(1, 2), Fraction(0)


def said(
    id_: str, ratings: Ratings, distance: Fraction = NOT, *, field: str = "", people: int = PEOPLE
) -> StatementResult:
    """Whoever did not rate cannot judge; ``field``: else one of its own."""
    e = people - ratings.n
    shown = ratings if ratings.n >= 5 else None
    spread = disagreement(ratings) if shown else None
    return StatementResult(
        id=id_,
        field=field or id_,
        ratings=shown,
        level=None,
        equal_level=None,
        disagreement=spread,
        group_distance=distance if shown else None,
        band=None if spread is None else disagreement_band(spread),
        pattern=pattern(ratings=shown, e=e, answered=people, disagreement=spread, group_distance=distance, threshold=5),
        people=people,
        e=e if people >= 5 else None,
        answered=people if shown else None,
        blank=0 if shown else None,
        cells={},
    )


def strength(id_: str, agree: int = 20, **more: str) -> StatementResult:
    return said(id_, Ratings(0, agree, 20 - agree, 0), **more)


def need(id_: str, disagree: int = 20, **more: str) -> StatementResult:
    return said(id_, Ratings(0, 20 - disagree, disagree, 0), **more)


def gap(id_: str, e: int = 12, **more: str) -> StatementResult:
    return said(id_, Ratings(20 - e, 0, 0, 0), **more)


def apart(id_: str, distance: Fraction = FAR, **more: str) -> StatementResult:
    return said(id_, SPREAD, distance, **more)


def divided(id_: str, **more: str) -> StatementResult:
    return said(id_, SPREAD, **more)


def workshop(*statements: StatementResult) -> Results:
    return Results(
        threshold=5,
        respondents=PEOPLE,
        without_answers=0,
        groups=(),
        statements=statements,
        fields=(),
        discuss_first=discuss_first(statements),
        knowledge_gaps=knowledge_gaps(statements),
    )


def plan(
    *statements: StatementResult, minutes: int, pinned: Sequence[str] = (), skipped: Sequence[str] = ()
) -> list[str]:
    """Ids in the order of the talk."""
    return [item.statement for item in talk_plan(workshop(*statements), minutes, pinned, skipped)]


def test_invented_statements_have_the_patterns_they_are_named_by() -> None:
    made = (strength("a"), need("b"), gap("c"), apart("d"), divided("e"), said("f", Ratings(1, 1, 0, 0), people=4))

    assert [one.pattern for one in made] == [
        "staerke",
        "bedarf",
        "kaum_einschaetzbar",
        "auseinander",
        "geteilt",
        "zu_wenige",
    ]


def test_plan_has_the_order_of_the_talk_and_the_minutes_of_each_kind() -> None:
    results = workshop(need("b"), gap("g"), divided("d"), apart("a"), strength("s"))

    assert talk_plan(results, 45) == (
        PlanItem("s", "staerke", 4),
        PlanItem("a", "auseinander", 12),
        PlanItem("d", "geteilt", 10),
        PlanItem("g", "kaum_einschaetzbar", 6),
        PlanItem("b", "bedarf", 8),
    )


def test_best_strength_has_the_largest_share_that_agree() -> None:
    assert plan(strength("1", 18), strength("2", 19), strength("3", 17), minutes=30) == ["2"]


def test_best_strength_of_equal_shares_is_the_one_more_alike() -> None:
    by_extremes, alike = said("1", Ratings(10, 9, 0, 1)), said("2", Ratings(0, 19, 1, 0))
    assert by_extremes.pattern == alike.pattern == "staerke"

    assert plan(by_extremes, alike, minutes=30) == ["2"]


def test_share_counts_before_uneinigkeit_and_not_the_number_of_people() -> None:
    of_few, of_many = said("1", Ratings(6, 6, 0, 0)), said("2", Ratings(0, 19, 1, 0))

    assert plan(of_many, of_few, minutes=30) == ["1"]  # 12 of 12 before 19 of 20, who are closer to each other


def test_equal_strengths_stand_in_the_order_of_the_questionnaire() -> None:
    assert plan(strength("2"), strength("1"), minutes=30) == ["2"]


def test_strongest_need_has_the_largest_share_that_disagree_then_the_smallest_uneinigkeit() -> None:
    by_extremes, alike = said("2", Ratings(1, 0, 9, 10)), said("3", Ratings(0, 1, 19, 0))

    assert plan(need("1", 18), need("4", 20), by_extremes, minutes=30) == ["4"]
    assert plan(need("1", 18), by_extremes, alike, minutes=30) == ["3"]
    assert plan(need("5"), need("4"), minutes=30) == ["5"]


def test_largest_gap_is_a_must_have_from_45_minutes_on() -> None:
    statements = (gap("1", 12), gap("2", 13), need("3"))

    assert plan(*statements, minutes=44) == ["3"]
    assert plan(*statements, minutes=45) == ["2", "3"]


def test_gap_is_no_fill_where_it_is_all_there_is() -> None:
    assert plan(gap("1"), minutes=44) == []
    assert plan(gap("1"), minutes=45) == ["1"]


def test_strength_goes_before_need_where_both_do_not_fit() -> None:
    assert plan(strength("1"), need("2"), minutes=12) == ["1", "2"]
    assert plan(strength("1"), need("2"), minutes=11) == ["2"]


def test_last_must_have_stays_however_short_the_talk_is() -> None:
    assert plan(strength("1"), need("2"), minutes=1) == ["2"]
    assert plan(strength("1"), minutes=0) == ["1"]
    assert plan(apart("1"), apart("2"), minutes=3, pinned=["2", "1"]) == ["2"]


@pytest.mark.parametrize(
    ("minutes", "kept"),
    [
        (66, ["s", "1", "2", "3", "4", "g", "b"]),
        (65, ["s", "1", "2", "3", "4", "b"]),
        (60, ["s", "1", "2", "3", "4", "b"]),
        (59, ["1", "2", "3", "4", "b"]),
        (56, ["1", "2", "3", "4", "b"]),
        (55, ["1", "2", "3", "4"]),
        (48, ["1", "2", "3", "4"]),
        (47, ["2", "3", "4"]),  # "1" is the last of the pinned
        (35, ["3", "4"]),
    ],
)
def test_must_haves_that_do_not_fit_go_in_their_order(minutes: int, kept: list[str]) -> None:
    statements = (*map(apart, "1234"), strength("s"), need("b"), gap("g"))

    assert plan(*statements, minutes=minutes, pinned=["4", "3", "2", "1"]) == kept


def test_pinned_one_that_had_to_go_may_come_back_with_the_fill() -> None:
    """From the end of 10 · 12 · 12 · 10 two go; in the 11 minutes left the last fits again."""
    statements = (divided("1"), apart("2"), said("3", Ratings(4, 6, 6, 4), FAR), divided("4"))
    assert [one.pattern for one in statements] == ["geteilt", "auseinander", "auseinander", "geteilt"]

    assert plan(*statements, minutes=33, pinned=["1", "2", "3", "4"]) == ["2", "1", "4"]


def test_pinned_one_that_is_the_best_of_its_kind_comes_once_and_brings_no_second() -> None:
    statements = (strength("s1", 20), strength("s2", 19), need("b1", 20), need("b2", 19), gap("g1", 13), gap("g2", 12))

    assert plan(*statements, minutes=60, pinned=["g1", "b1", "s1", "g1"]) == ["s1", "g1", "b1"]


def test_pinned_ones_come_beside_the_best_of_their_kind_which_is_first() -> None:
    statements = (strength("s2", 19), strength("s1", 20), need("b2", 19), need("b1", 20), gap("g2", 12), gap("g1", 13))

    assert plan(*statements, minutes=60, pinned=["b2", "g2", "s2"]) == ["s1", "s2", "g1", "g2", "b1", "b2"]


def test_pinned_best_is_kept_as_a_pinned_one() -> None:
    """It is the Stärke that would go first; pinned, the Bedarf goes before it."""
    assert plan(strength("1"), need("2"), apart("3"), minutes=16, pinned=["3", "1"]) == ["1", "3"]


def test_pinned_gap_comes_into_a_short_talk_too() -> None:
    assert plan(gap("1"), need("2"), minutes=20, pinned=["1"]) == ["1", "2"]


def test_pinned_ones_stand_among_the_others_as_in_discuss_first() -> None:
    statements = (apart("1"), apart("2", Fraction(1)), divided("3"), apart("4", Fraction(2)))
    assert workshop(*statements).discuss_first == ("4", "2", "1", "3")

    assert plan(*statements, minutes=36, pinned=["3", "1"]) == ["4", "1", "3"]


def test_skipped_ones_never_come_and_the_next_takes_their_place() -> None:
    statements = (
        strength("s1"),
        strength("s2"),
        need("b1"),
        need("b2"),
        gap("g1"),
        gap("g2"),
        apart("a1"),
        apart("a2"),
    )

    assert plan(*statements, minutes=30 + 15, skipped=["s1", "b1", "g1", "a1"]) == ["s2", "a2", "g2", "b2"]


def test_skipped_wins_over_pinned() -> None:
    assert plan(apart("1"), need("2"), minutes=60, pinned=["1", "2"], skipped=["1"]) == ["2"]


def test_unknown_ids_and_too_few_answers_are_left_out() -> None:
    too_few = said("1", Ratings(1, 1, 0, 0), people=4)

    assert plan(too_few, need("2"), minutes=60, pinned=["1", "9.99"], skipped=["8.88"]) == ["2"]
    assert plan(too_few, minutes=60, pinned=["1"]) == []


def test_fill_takes_a_shorter_one_behind_one_that_no_longer_fits() -> None:
    statements = (apart("1"), apart("2"), divided("3"))

    assert plan(*statements, minutes=24) == ["1", "2"]
    assert plan(*statements, minutes=23) == ["1", "3"]
    assert plan(*statements, minutes=22) == ["1", "3"]
    assert plan(*statements, minutes=21) == ["1"]


def test_fill_takes_at_most_two_a_field_while_others_wait() -> None:
    statements = (*(apart(one, field="x") for one in "123"), divided("4", field="y"))

    assert plan(*statements, minutes=34) == ["1", "2", "4"]
    assert plan(*statements, minutes=45) == ["1", "2", "4"]
    assert plan(*statements, minutes=46) == ["1", "2", "3", "4"]


def test_pinned_ones_and_must_haves_do_not_count_towards_the_two_of_a_field() -> None:
    of_one_field = [apart(one, field="x") for one in "1234"]
    statements = (*of_one_field, strength("5", field="x"), divided("6", field="y"))

    assert plan(*statements, minutes=40, pinned=["4"]) == ["5", "1", "2", "4"]


def test_fill_alone_begins_with_its_first_whatever_the_minutes() -> None:
    statements = (divided("1"), apart("2"))

    assert plan(*statements, minutes=11) == ["2"]  # though the shorter one would have fitted
    assert plan(*statements, minutes=22) == ["2", "1"]


def test_fill_adds_nothing_that_does_not_fit_to_a_must_have() -> None:
    assert plan(strength("1"), apart("2"), minutes=15) == ["1"]
    assert plan(strength("1"), apart("2"), minutes=16) == ["1", "2"]


def test_workshop_without_answers_has_no_plan() -> None:
    assert talk_plan(workshop(), 90) == ()


KINDS = {
    "everything": "sbgad",
    "no Stärke": "bgad",
    "no Bedarf": "sgad",
    "all divided or apart": "ad",
    "hardly anyone can judge": "g",
    "nothing to talk about but Stärke and Bedarf": "sb",
}


@pytest.mark.parametrize("kinds", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize(("statements", "fields"), [(108, 7), (21, 7), (9, 1)])
def test_plan_follows_the_rules_in_every_workshop(kinds: str, statements: int, fields: int) -> None:
    random = Random(f"{kinds} {statements}")
    seen = set()
    for _workshop in range(25):
        results = workshop(*(_anyhow(random, number, random.choice(kinds), fields) for number in range(statements)))
        ids = [one.id for one in results.statements]
        pinned = random.sample([*ids, "9.99"], random.choice((0, 0, 1, 3, 8)))
        skipped = random.sample(ids, random.choice((0, 0, 1, 3, len(ids))))
        for minutes in (random.randrange(20, 181), random.choice((1, 12, 44, 45, 90, 180))):
            found = talk_plan(results, minutes, pinned, skipped)

            assert found == expected(results, minutes, pinned, skipped), (minutes, pinned, skipped)
            seen |= {item.kind for item in found}
    letters = {"s": "staerke", "b": "bedarf", "g": "kaum_einschaetzbar", "a": "auseinander", "d": "geteilt"}
    assert seen == {letters[kind] for kind in kinds}


def test_plan_does_not_hang_on_the_order_of_what_is_skipped() -> None:
    random = Random(1)
    results = workshop(*(_anyhow(random, number, random.choice("sbgad"), 7) for number in range(108)))
    skipped = [one.id for one in results.statements[::3]]

    assert talk_plan(results, 90, (), skipped) == talk_plan(results, 90, (), frozenset(reversed(skipped)))


def test_fewer_people_than_the_threshold_have_no_plan() -> None:
    few = [said(str(number), Ratings(1, 1, 1, 1), people=4) for number in range(108)]

    assert plan(*few, minutes=180, pinned=["1", "2"]) == []


def _anyhow(random: Random, number: int, kind: str, fields: int) -> StatementResult:
    """A statement of this kind; many are alike in share, in U or in both."""
    id_, field = f"{number}", f"field {random.randrange(fields)}"
    if kind == "g":
        return gap(id_, random.randrange(10, 21), field=field)
    if kind in "ad":
        wide = random.choice((SPREAD, Ratings(4, 6, 6, 4), Ratings(10, 0, 0, 10), Ratings(8, 0, 0, 8)))
        distance = random.choice((FAR, Fraction(3, 10), Fraction(1))) if kind == "a" else NOT
        return said(id_, wide, distance, field=field)
    of = random.choice((8, 12, 16, 20))
    minority = random.choice((0, of // 8, of // 4))
    much = random.randrange(of - minority + 1)
    ratings = (much, of - minority - much, *random.choice(((minority, 0), (0, minority))))
    return said(id_, Ratings(*(ratings if kind == "s" else reversed(ratings))), field=field, people=of)


def expected(results: Results, minutes: int, pinned: Sequence[str], skipped: Sequence[str]) -> tuple[PlanItem, ...]:
    """The rules once more, by comparing each with each and by trying the longest list that fits."""
    known = {one.id: one for one in results.statements if one.id not in skipped and one.pattern != "zu_wenige"}
    by_kind = {kind: [one for one in known.values() if one.pattern == kind] for kind in LENGTHS}
    keep = [one for place, one in enumerate(pinned) if one in known and one not in pinned[:place]]
    best = [_first(by_kind["bedarf"]), _first(by_kind["staerke"])]
    best.append(next((one for one in results.knowledge_gaps if one in known and minutes >= 45), None))
    keep += [one for one in best if one is not None and one not in keep]
    lists = [keep[:length] for length in range(len(keep) + 1)]
    kept = next((one for one in reversed(lists) if _sum(one, known) <= minutes or len(one) == 1), [])

    fill = [one for one in results.discuss_first if one in known and known[one].pattern in ("auseinander", "geteilt")]
    plan_: list[str] = list(kept)
    if not keep:
        plan_ = fill[:1]
    for again in (False, True):
        for one in fill:
            of_field = [other for other in plan_ if other not in kept and known[other].field == known[one].field]
            if one not in plan_ and (again or len(of_field) < 2) and _sum([*plan_, one], known) <= minutes:
                plan_.append(one)

    def place(one: str) -> tuple[int, int]:
        kind = known[one].pattern
        stage = {"staerke": 0, "auseinander": 1, "geteilt": 1, "kaum_einschaetzbar": 2, "bedarf": 3}[kind]
        lists = {1: results.discuss_first, 2: results.knowledge_gaps}
        if stage in lists:
            return stage, lists[stage].index(one)
        return stage, sum(_beats(other, known[one], results) for other in by_kind[kind])

    return tuple(PlanItem(one, known[one].pattern, LENGTHS[known[one].pattern]) for one in sorted(plan_, key=place))


def _first(statements: Sequence[StatementResult]) -> str | None:
    """The one that no other beats; those before it in the questionnaire are before it in the list."""
    unbeaten = [one.id for one in statements if not any(_better(other, one) for other in statements)]
    return unbeaten[0] if unbeaten else None


def _beats(other: StatementResult, one: StatementResult, results: Results) -> bool:
    earlier = results.statements.index(other) < results.statements.index(one)
    return _better(other, one) or (earlier and not _better(one, other))


def _better(other: StatementResult, one: StatementResult) -> bool:
    """More of one mind, compared crosswise; of as many, less apart."""
    assert other.ratings and one.ratings and other.disagreement is not None and one.disagreement is not None
    side = (lambda of: of.A + of.B) if one.pattern == "staerke" else (lambda of: of.C + of.D)
    more = side(other.ratings) * sum(one.ratings) - side(one.ratings) * sum(other.ratings)
    return more > 0 or (more == 0 and other.disagreement < one.disagreement)


def _sum(ids: Iterable[str], known: dict[str, StatementResult]) -> int:
    return sum(LENGTHS[known[one].pattern] for one in ids)
