"""The demo's earlier run went through everything, and the run of today continues it."""

from tests.dossiers import DAY, demo_dossiers


def test_earlier_run_has_something_of_everything() -> None:
    earlier, _today = demo_dossiers()

    assert earlier.held_on < DAY and earlier.run == 1
    assert all(vote.moves is not None for vote in earlier.second_votes.values()) and len(earlier.second_votes) == 2
    assert {one.answer for one in earlier.agreements.values()} >= {"dissent"}
    assert {one.status for one in earlier.measures} == {"planned", "begun", "done", "dropped"}
    assert earlier.points is not None and earlier.points.rows[0].total > earlier.points.rows[-1].total
    assert earlier.next_date is not None and earlier.next_date.day is not None and earlier.next_date.day > DAY
    assert [one.status for one in earlier.measures if one.is_late(DAY)] == ["planned"]
    assert earlier.on_stage == earlier.results.plan[:-1]
    assert earlier.reasons and earlier.who_knows and earlier.sayings and earlier.notes


def test_run_of_today_can_be_compared_with_it() -> None:
    earlier, today = demo_dossiers()

    assert today.run == 2 and today.municipality == earlier.municipality
    assert [one.id for one in today.earlier] and {one.what for one in today.earlier} == {
        one.what for one in earlier.measures
    }
    assert today.results.since is not None
    assert {one.direction for one in today.results.since.room.statements} == {"hoeher", "klein"}
    assert not today.measures and not today.agreements
