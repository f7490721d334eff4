"""The show looks back on what was agreed before; in words, and never with reasons or names."""

from dataclasses import replace
from datetime import date

from analysis.action_plan import Measure, Status
from analysis.stage import Place, Stage
from content.look_back import look_back_finding, look_back_table
from content.moves import moved
from content.show import default_show, every_place, show_of, steps_at, ways
from texts.words import words

DE, EN = words("de"), words("en")
BACK = Place("rueckblick")
NOW = 1_800_000_000


def measure(number: int, status: Status) -> Measure:
    said = {"what": f"Maßnahme {number}", "who": "Amt", "person": "Vorname Nachname", "due": date(2027, 1, number)}
    return Measure(**said, status=status, status_reason="Streit", id=str(number), number=number, version="")  # type: ignore[arg-type]


def test_it_stands_between_the_rules_and_the_answers_only_where_something_was_agreed() -> None:
    kinds = [place.kind for place in default_show(None, looks_back=1)]

    assert kinds == ["ankommen", "leitmotiv", "spielregeln", "rueckblick", "antworten"]
    assert BACK not in every_place(None)
    assert BACK not in show_of(Stage(order=(BACK, Place("antworten"))), None)


def test_of_many_measures_weiter_leads_through_every_screenful_and_zurueck_back() -> None:
    stage = Stage(place=Place("spielregeln"), looks_back=9)
    show = show_of(stage, None)
    walked = []
    while stage.place != Place("antworten"):
        stage = moved(stage, {"zug": "weiter"}, None, NOW).stage
        walked.append(stage.place)

    assert steps_at(BACK, None, looks_back=9) == ("1", "2", "3")
    assert walked == [*(replace(BACK, step=step) for step in range(3)), Place("antworten")]
    assert ways(stage, show, None)[1] == replace(BACK, step=2)


def test_the_same_stage_is_the_same_whatever_was_agreed_meanwhile() -> None:
    assert Stage(looks_back=3) == Stage()


def test_finding_counts_how_far_they_are() -> None:
    agreed = [measure(1, "planned"), measure(2, "done"), measure(3, "done"), measure(4, "dropped")]

    assert look_back_finding(DE, agreed) == "4 Maßnahmen waren vereinbart: 2 erledigt, 1 geplant und 1 verworfen"
    assert look_back_finding(EN, agreed[:1]) == "One measure had been agreed: 1 planned"
    assert look_back_finding(DE, []) == "0 Maßnahmen waren vereinbart"


def test_table_has_neither_names_nor_reasons() -> None:
    table = look_back_table(DE, [measure(2, "begun"), measure(1, "dropped")])

    assert table.rows == (
        ("Maßnahme 1", "Amt · 1. Januar 2027", "verworfen"),
        ("Maßnahme 2", "Amt · 2. Januar 2027", "begonnen"),
    )
