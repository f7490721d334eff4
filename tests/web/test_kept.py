"""Large values of windows are bounded; the least recently used one goes first."""

from dataclasses import dataclass

from web.kept import KeptValues, weight_of


@dataclass
class Sheet:
    name: str
    rows: tuple[tuple[object, ...], ...]


def test_last_value_of_a_window_is_there_however_much_it_weighs() -> None:
    kept = KeptValues(window=10, process=100)

    kept.keep("w", "a", "A", 6)
    kept.keep("w", "b", "B", 20)

    assert [kept.kept("w", key) for key in "ab"] == [None, "B"]


def test_least_recently_used_value_goes_first_for_a_window_and_for_all() -> None:
    kept = KeptValues(window=10, process=15)
    for key in "ab":
        kept.keep("w", key, key, 5)
    kept.kept("w", "a")

    kept.keep("w", "c", "c", 5)
    in_the_window = [kept.kept("w", key) for key in "cab"]
    kept.keep("v", "d", "d", 10)

    assert in_the_window == ["c", "a", None]
    assert [kept.kept("w", "c"), kept.kept("w", "a"), kept.kept("v", "d")] == [None, "a", "d"]
    assert kept.weight() == 15


def test_value_in_the_place_of_another_weighs_once() -> None:
    kept = KeptValues()

    kept.keep("w", "a", 1, 5)
    kept.keep("w", "a", 2, 7)

    assert (kept.kept("w", "a"), kept.weight("w")) == (2, 7)


def test_window_lets_go_of_one_value_or_all() -> None:
    kept = KeptValues()
    for window, key in ("wa", "wb", "va"):
        kept.keep(window, key, key, 1)

    kept.let_go("w", "a")
    one = kept.weight()
    kept.let_go("w")

    assert (one, kept.weight(), kept.kept("v", "a")) == (2, 1, "a")


def test_weight_grows_with_what_is_in_a_value() -> None:
    row = ("A",) * 100
    small, large = Sheet("x", (row,)), Sheet("x", (row,) * 1000)

    assert weight_of(b"x" * 5000) == 5040
    assert weight_of(large) > 900 * weight_of(small)
    assert weight_of(("y" * 1000,) * 50) > 50_000
    assert weight_of({"a": [large, large]}) > 2 * weight_of(large)
