"""The public list of municipalities: by year and by name, each as far as it came."""

from datetime import date

from analysis.participation import Agreed, Participation, participations

TODAY = date(2026, 11, 30)


def agreed(name: str, year: int = 2026, *, is_held: bool = False, has_open_measures: bool = False) -> Agreed:
    return Agreed(name, "Landesstelle", date(year, 5, 4), is_held, has_open_measures)


def test_newest_year_comes_first_and_names_stand_as_in_a_german_register() -> None:
    found = participations(
        [
            agreed("Zell"),
            agreed("Öhringen"),
            agreed("Oberursel"),
            agreed("aachen"),
            agreed("Ärzen", 2027),
            agreed("Zell", 2027),
        ],
        TODAY,
    )

    assert {year: [one.municipality for one in those] for year, those in found.items()} == {
        2027: ["Ärzen", "Zell"],
        2026: ["aachen", "Oberursel", "Öhringen", "Zell"],
    }
    assert list(found) == [2027, 2026]


def test_municipality_stands_once_a_year_as_far_as_it_came() -> None:
    found = participations(
        [
            agreed("Zell"),
            agreed("Zell", is_held=True, has_open_measures=True),
            agreed("Zell", is_held=True),
            agreed("Aachen", is_held=True),
            agreed("Berg", has_open_measures=True),
        ],
        TODAY,
    )

    assert found == {
        2026: (
            Participation("Aachen", "Landesstelle", "held"),
            Participation("Berg", "Landesstelle", "planned"),
            Participation("Zell", "Landesstelle", "measures"),
        )
    }


def test_plan_of_a_year_that_is_over_is_left_out() -> None:
    found = participations([agreed("Zell", 2025), agreed("Aachen", 2025, is_held=True)], TODAY)

    assert found == {2025: (Participation("Aachen", "Landesstelle", "held"),)}
