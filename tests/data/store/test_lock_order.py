"""Two servers that change accounts at once never wait for each other: rows are kept in one order everywhere."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy import event

from data.store.access import issue_key, redeem_key
from data.store.audit import Actor
from data.store.engine import Store
from data.store.errors import WrongState
from data.store.invitations import invite, invite_to, open_invitations, reset_password, withdraw
from data.store.members import Person
from data.store.municipalities import folded
from data.store.opening import Used, accept, join, take_new_password
from data.store.people import delete_person, person, set_disabled, sign_in_person
from data.store.roles import named_municipalities, rename_municipality, set_role
from data.store.steps import delete_workshop
from data.store.workshops import change_workshop, workshop
from tests.data.store.conftest import prepared_in

BY = Actor()
MO, BO, BETRIEB = "mo@stadt.example", "bo@stadt.example", "betrieb@land.example"
DELETES_LINK = r"DELETE FROM invitations"
KEEPS_PEOPLE = r"FROM people .*FOR (NO KEY )?UPDATE"
KEEPS_MUNICIPALITY = r"FROM municipalities .*FOR UPDATE"


@pytest.fixture(autouse=True)
def accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCOUNTS", "on")


@pytest.fixture
def two(postgresql_url: str, opened: Callable[[str], Store]) -> tuple[Store, Store]:
    return opened(postgresql_url), opened(postgresql_url)


@pytest.fixture
def at_once(two: tuple[Store, Store]) -> Iterator[Callable[..., list[type[BaseException] | None]]]:
    """Does one deed on each server; the second begins when the first has come past ``pausing``, where that rests."""
    first, second = two
    pausing, has_come = re.compile("(?!)"), Event()

    def rest(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not has_come.is_set() and pausing.search(" ".join(statement.split())):
            has_come.set()
            sleep(0.6)

    def does(
        after: str, one: Callable[[Store], object], other: Callable[[Store], object]
    ) -> list[type[BaseException] | None]:
        nonlocal pausing
        pausing = re.compile(after)
        with ThreadPoolExecutor() as pool:
            done = [pool.submit(one, first)]
            assert has_come.wait(10)
            done.append(pool.submit(other, second))
            faults = [future.exception(30) for future in done]
        assert (first.writer.failures, second.writer.failures) == (0, 0)  # no COMMIT was a victim of the other
        return [None if fault is None else type(fault) for fault in faults]

    event.listen(first.writer._engine, "after_cursor_execute", rest)
    yield does
    event.remove(first.writer._engine, "after_cursor_execute", rest)


def member(store: Store, email: str = MO, town: str = "Ahausen", role: Any = "moderator") -> str:
    token = invite_to(store, email, town, role, by=BY)
    return join(store, token, name=email.partition("@")[0], password_hash="hash")


def operator(store: Store, email: str = BETRIEB) -> str:
    return join(store, invite(store, email, None, None, is_operator=True, by=BY), name="Betrieb", password_hash="hash")


def place(store: Store, name: str = "Ahausen") -> str:
    return next(one.id for one in named_municipalities(store) if folded(one.name) == folded(name))


def found(store: Store, person_id: str) -> Person:
    one = person(store, person_id)
    assert one is not None
    return one


def invited(store: Store, email: str, at: str, by: Actor = BY) -> str:
    return invite(store, email, at, "moderator", is_operator=False, by=by)


def test_invitation_is_withdrawn_while_another_one_takes_its_place(two: tuple[Store, Store], at_once: Any) -> None:
    mo, at = Actor(member(two[0])), place(two[0])
    invited(two[0], BO, at)
    (old,) = open_invitations(two[0])

    faults = at_once(DELETES_LINK, lambda s: withdraw(s, old.id, by=mo), lambda s: invited(s, BO, at, mo))

    assert faults == [None, None]
    assert [one.email for one in open_invitations(two[0])] == [BO]
    assert open_invitations(two[0])[0].id != old.id


def test_invitation_is_used_while_another_one_takes_its_place(two: tuple[Store, Store], at_once: Any) -> None:
    at = place(two[0]) if member(two[0]) else ""
    token = invited(two[0], BO, at)

    faults = at_once(
        DELETES_LINK,
        lambda s: join(s, token, name="Bo", password_hash="hash"),
        lambda s: invited(s, BO, at),
    )

    assert faults == [None, None]
    assert len(open_invitations(two[0])) == 1


def test_invitation_is_accepted_while_its_links_are_ended(two: tuple[Store, Store], at_once: Any) -> None:
    mo, bo, at = Actor(member(two[0])), member(two[0], BO, role="comoderator"), place(two[0])
    token = invited(two[0], BO, at, mo)

    faults = at_once(DELETES_LINK, lambda s: accept(s, token, bo), lambda s: set_role(s, bo, at, None, by=mo))

    assert faults == [None, None]
    assert found(two[0], bo).roles == {}


def test_operator_accepts_while_they_are_deleted(two: tuple[Store, Store], at_once: Any) -> None:
    member(two[0])
    gone, at = operator(two[0]), place(two[0])
    by = Actor(operator(two[0], "zwei@land.example"))
    token = invited(two[0], BETRIEB, at)

    faults = at_once(DELETES_LINK, lambda s: accept(s, token, gone), lambda s: delete_person(s, gone, by=by))

    assert faults == [None, None]
    assert person(two[0], gone) is None


def test_municipality_is_renamed_while_an_operator_gives_a_role_there(two: tuple[Store, Store], at_once: Any) -> None:
    by, bo = Actor(operator(two[0])), member(two[0], BO)
    at = place(two[0])

    faults = at_once(
        KEEPS_PEOPLE,
        lambda s: rename_municipality(s, at, "Behausen", by=BY),
        lambda s: set_role(s, bo, at, "team", by=by),
    )

    assert faults == [None, None]
    assert (place(two[0], "Behausen"), found(two[0], bo).roles) == (at, {at: "team"})


@pytest.mark.parametrize("end", [delete_person, lambda s, who, by: set_disabled(s, who, True, by=by)])
def test_account_ends_while_its_owner_gives_a_role(
    two: tuple[Store, Store], at_once: Any, end: Callable[..., None]
) -> None:
    mo, bo, at = member(two[0]), member(two[0], BO), place(two[0])
    operator(two[0])

    faults = at_once(
        r"UPDATE people|DELETE FROM people",
        lambda s: end(s, mo, by=BY),
        lambda s: set_role(s, bo, at, "team", by=Actor(mo)),
    )

    assert faults == [None, WrongState]
    assert found(two[0], bo).roles == {at: "moderator"}


def test_new_password_is_taken_while_the_account_is_locked(two: tuple[Store, Store], at_once: Any) -> None:
    mo = member(two[0])
    token = reset_password(two[0], mo, by=BY)

    faults = at_once(
        DELETES_LINK, lambda s: take_new_password(s, token, "new"), lambda s: set_disabled(s, mo, True, by=BY)
    )

    assert faults == [None, None]
    assert found(two[0], mo).disabled


def test_somebody_signs_in_while_they_are_deleted(two: tuple[Store, Store], at_once: Any) -> None:
    mo = member(two[0])
    before = sign_in_person(two[0], mo)

    faults = at_once(
        r"DELETE FROM access",
        lambda s: sign_in_person(s, mo, before, known_as="new"),
        lambda s: delete_person(s, mo, by=BY),
    )

    assert faults == [None, None]
    assert person(two[0], mo) is None


def test_workshops_are_moved_in_opposite_directions(two: tuple[Store, Store], at_once: Any) -> None:
    here, there = prepared_in(two[0], "Ahausen"), prepared_in(two[0], "Behausen")
    for town in ("Ahausen", "Behausen"):
        prepared_in(two[0], town)

    faults = at_once(
        KEEPS_MUNICIPALITY,
        lambda s: change_workshop(s, here.id, municipality="Behausen"),
        lambda s: change_workshop(s, there.id, municipality="Ahausen"),
    )

    moved = [workshop(two[0], one.id) for one in (here, there)]
    assert faults == [None, None]
    assert [one.municipality for one in moved if one] == ["Behausen", "Ahausen"]


def test_workshop_is_deleted_while_what_was_coupled_with_it_ends(two: tuple[Store, Store], at_once: Any) -> None:
    mo, of = member(two[0]), prepared_in(two[0], "Ahausen")
    redeem_key(two[0], issue_key(two[0], "screen", of.id, valid=timedelta(hours=1)))

    faults = at_once(
        r"DELETE FROM workshops",
        lambda s: delete_workshop(s, of.id),
        lambda s: set_role(s, mo, place(s), None, by=BY),
    )

    assert faults == [None, None]
    assert workshop(two[0], of.id) is None


def test_link_that_was_withdrawn_meanwhile_opens_nothing(two: tuple[Store, Store], at_once: Any) -> None:
    bo = member(two[0], BO, role="team")
    token = invited(two[0], BO, place(two[0]))
    (one,) = open_invitations(two[0])

    faults = at_once(DELETES_LINK, lambda s: withdraw(s, one.id, by=BY), lambda s: accept(s, token, bo))

    assert faults == [None, Used]
