"""Links by which those whom measures concern say how far they are."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from analysis.action_plan import Draft
from data.store import status_links as links
from data.store.engine import Store
from data.store.expiry import forget_expired
from data.store.measures import MeasureChanged, ReasonMissing, add_measure, measures
from data.store.rows import day_here
from data.store.status_links import (
    TooMany,
    UnknownLink,
    WrongState,
    create_status_link,
    revoke_status_link,
    say_status,
    status_links,
    workshop_of_status_link,
)
from data.store.workshops import Workshop, delete_workshop

A_WEEK = timedelta(days=7)
SAID = Draft(what="Ein Blatt in sechs Sprachen", who="Jugendamt", person="Vorname Nachname", risk="Personal fehlt")


def test_link_leads_to_the_measures_of_its_workshop_and_its_token_is_not_stored(
    store: Store, prepared: Workshop
) -> None:
    _id, token = create_status_link(store, prepared.id, label=" Jugendamt ", valid=A_WEEK)

    assert workshop_of_status_link(store, token) == prepared.id
    assert workshop_of_status_link(store, token + "x") is None
    with store.reading() as connection:
        assert token not in str(connection.execute(text("SELECT * FROM status_links")).all())
    (one,) = status_links(store, prepared.id)
    assert (one.label, one.changes, one.changed_on, one.expired) == ("Jugendamt", 0, None, False)


def test_status_and_sentence_are_set_and_all_else_stays(store: Store, prepared: Workshop) -> None:
    _id, token = create_status_link(store, prepared.id, label="Amt", valid=A_WEEK)
    one = add_measure(store, prepared.id, SAID)

    changed = say_status(store, token, one.id, "begun", "Die Übersetzung läuft.", version=one.version)

    assert measures(store, prepared.id) == [changed]
    assert (changed.status, changed.status_reason) == ("begun", "Die Übersetzung läuft.")
    assert (changed.what, changed.who, changed.person, changed.risk) == (SAID.what, SAID.who, SAID.person, SAID.risk)
    (link,) = status_links(store, prepared.id)
    assert (link.changes, link.changed_on) == (1, day_here())


def test_how_often_and_on_which_day_something_was_said_is_kept_and_not_by_whom(
    store: Store, prepared: Workshop
) -> None:
    _id, token = create_status_link(store, prepared.id, label="Amt", valid=A_WEEK)
    one = add_measure(store, prepared.id, SAID)
    say_status(store, token, one.id, "begun", "Die Übersetzung läuft.", version=one.version)

    with store.reading() as connection:
        (link,) = connection.execute(text("SELECT * FROM status_links")).mappings().all()
        (measure,) = connection.execute(text("SELECT * FROM measures")).mappings().all()
    assert sorted(link) == ["changed_on", "changes", "id", "label", "token_hash", "valid_until", "workshop_id"]
    assert [name for name, value in measure.items() if link["id"] in str(value)] == []
    assert len(str(link["changed_on"])) == len("2027-03-04")


def test_the_same_sent_twice_is_one_change(store: Store, prepared: Workshop) -> None:
    _id, token = create_status_link(store, prepared.id, label="Amt", valid=A_WEEK)
    one = add_measure(store, prepared.id, SAID)

    first = say_status(store, token, one.id, "done", "", version=one.version)
    again = say_status(store, token, one.id, "done", "", version=first.version)

    assert again == first
    assert status_links(store, prepared.id)[0].changes == 1


def test_what_somebody_else_has_changed_is_not_overwritten(store: Store, prepared: Workshop) -> None:
    _id, token = create_status_link(store, prepared.id, label="Amt", valid=A_WEEK)
    one = add_measure(store, prepared.id, SAID)
    say_status(store, token, one.id, "done", "", version=one.version)

    with pytest.raises(MeasureChanged):
        say_status(store, token, one.id, "planned", "", version=one.version)
    with pytest.raises(ReasonMissing):
        say_status(store, token, one.id, "dropped", " ", version=measures(store, prepared.id)[0].version)

    assert measures(store, prepared.id)[0].status == "done"


def test_link_reaches_no_measure_of_another_workshop(store: Store, prepared: Workshop) -> None:
    from tests.data.store.conftest import prepared_in

    other = prepared_in(store)
    _id, token = create_status_link(store, prepared.id, label="Amt", valid=A_WEEK)
    one = add_measure(store, other.id, SAID)

    with pytest.raises(WrongState):
        say_status(store, token, one.id, "done", "", version=one.version)

    assert measures(store, other.id) == [one]


def test_revoked_and_expired_links_lead_nowhere(
    store: Store, prepared: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = add_measure(store, prepared.id, SAID)
    link, revoked = create_status_link(store, prepared.id, label="Amt", valid=A_WEEK)
    _id, old = create_status_link(store, prepared.id, label="Rat", valid=timedelta(seconds=-1))
    revoke_status_link(store, link)
    forget_expired(store)

    for token in (revoked, old):
        assert workshop_of_status_link(store, token) is None
        with pytest.raises(UnknownLink):
            say_status(store, token, one.id, "done", "", version=one.version)
    assert [(known.label, known.expired) for known in status_links(store, prepared.id)] == [("Rat", True)]

    monkeypatch.setattr(links, "MOST_LINKS", 1)
    with pytest.raises(TooMany):
        create_status_link(store, prepared.id, label="Amt", valid=A_WEEK)


def test_links_go_with_their_workshop(store: Store, prepared: Workshop) -> None:
    _id, token = create_status_link(store, prepared.id, label="Amt", valid=A_WEEK)

    delete_workshop(store, prepared.id)

    assert workshop_of_status_link(store, token) is None
    with pytest.raises(WrongState):
        create_status_link(store, prepared.id, label="Amt", valid=A_WEEK)
