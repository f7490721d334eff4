"""What is done with accounts runs again where its acknowledgement was lost, and has then happened once."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy.exc import OperationalError

from data.store.audit import Actor, Entry, noted
from data.store.engine import Store
from data.store.errors import WrongState
from data.store.forgotten import ask_for_reset
from data.store.invitations import invitation, invite, invite_to, open_invitations, reset_password, withdraw
from data.store.members import Person
from data.store.opening import Used, accept, join, take_new_password
from data.store.people import (
    delete_person,
    end_operator,
    known_by_email,
    known_by_subject,
    link_subject,
    person,
    set_disabled,
    unlink_subject,
)
from data.store.roles import make_municipality, named_municipalities, rename_municipality, set_role
from data.store.units import Unit

BY = Actor()
MO, BETRIEB = "mo@stadt.example", "betrieb@land.example"


@pytest.fixture
def mo(store: Store) -> str:
    """Who moderates Ahausen and is of the Betrieb, as somebody else is."""
    operator = join(store, invite(store, BETRIEB, None, None, is_operator=True, by=BY), name="B", password_hash="hash")
    assert operator
    new = join(store, invite_to(store, MO, "Ahausen", "moderator", by=BY), name="Mo", password_hash="hash")
    accept(store, invite(store, MO, None, None, is_operator=True, by=BY), new)
    return new


@pytest.fixture
def unheard(store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on: the next COMMIT comes about, and its acknowledgement does not come."""
    commit, lost = store.writer._commit, list[bool]()

    def commits(units: Sequence[Unit]) -> None:
        commit(units)
        if not lost:
            lost.append(True)
            raise OperationalError("", {}, Exception("fort"))

    return lambda: monkeypatch.setattr(store.writer, "_commit", commits)


def found(store: Store, person_id: str) -> Person:
    one = person(store, person_id)
    assert one is not None
    return one


def times(store: Store, what: str) -> int:
    entries: list[Entry] = noted(store)
    return [one.what for one in entries].count(what)


def place(store: Store) -> str:
    return named_municipalities(store)[0].id


@pytest.mark.parametrize(
    ("what", "deed"),
    [
        ("operator_ended", lambda store, mo: end_operator(store, mo, by=BY)),
        ("disabled", lambda store, mo: set_disabled(store, mo, True, by=BY)),
        ("deleted", lambda store, mo: delete_person(store, mo, by=BY)),
        ("role_set", lambda store, mo: set_role(store, mo, place(store), "team", by=BY)),
        ("removed", lambda store, mo: set_role(store, mo, place(store), None, by=BY)),
        ("reset_link", lambda store, mo: reset_password(store, mo, by=BY)),
        ("reset_asked", lambda store, mo: ask_for_reset(store, mo)),
        ("municipality_renamed", lambda store, _mo: rename_municipality(store, place(store), "Behausen", by=BY)),
        ("linked", lambda store, mo: link_subject(store, mo, "https://op.example", "17")),
    ],
)
def test_deed_is_done_and_noted_once(
    store: Store, mo: str, unheard: Callable[[], None], what: str, deed: Callable[[Store, str], object]
) -> None:
    unheard()

    deed(store, mo)

    assert times(store, what) == 1


def test_link_with_an_account_elsewhere_is_ended_once(store: Store, mo: str, unheard: Callable[[], None]) -> None:
    link_subject(store, mo, "https://op.example", "17")
    unheard()
    unlink_subject(store, mo)

    assert times(store, "unlinked") == 1
    assert known_by_subject(store, "https://op.example", "17") is None


def test_ended_role_is_ended_and_somebody_else_reads_that_it_was(
    store: Store, mo: str, unheard: Callable[[], None]
) -> None:
    unheard()
    end_operator(store, mo, by=BY)

    assert not found(store, mo).is_operator
    with pytest.raises(WrongState):
        end_operator(store, mo, by=BY)


def test_municipality_is_made_once(store: Store, mo: str, unheard: Callable[[], None]) -> None:
    unheard()

    made = make_municipality(store, "Cehausen", by=BY)

    assert made in {one.id for one in named_municipalities(store)}
    with pytest.raises(WrongState):
        make_municipality(store, "Cehausen", by=BY)


def test_invitation_is_made_and_withdrawn_once(store: Store, mo: str, unheard: Callable[[], None]) -> None:
    before = times(store, "invited")
    unheard()
    token = invite(store, "x@x.example", place(store), "team", is_operator=False, by=BY)

    assert times(store, "invited") == before + 1
    assert invitation(store, token) is not None
    (one,) = open_invitations(store)
    withdraw(store, one.id, by=BY)


def test_withdrawing_is_noted_once(store: Store, mo: str, unheard: Callable[[], None]) -> None:
    invite(store, "x@x.example", place(store), "team", is_operator=False, by=BY)
    (one,) = open_invitations(store)
    unheard()
    withdraw(store, one.id, by=BY)

    assert times(store, "invitation_withdrawn") == 1


def test_role_is_accepted_and_the_link_used_up(store: Store, mo: str, unheard: Callable[[], None]) -> None:
    before, other = times(store, "joined"), make_municipality(store, "Behausen", by=BY)
    token = invite(store, MO, other, "comoderator", is_operator=False, by=BY)
    unheard()
    accept(store, token, mo)

    assert found(store, mo).roles[other] == "comoderator"
    assert times(store, "joined") == before + 1
    with pytest.raises(Used):
        accept(store, token, mo)


def test_new_password_is_set_and_the_link_used_up(store: Store, mo: str, unheard: Callable[[], None]) -> None:
    token = reset_password(store, mo, by=BY)
    unheard()
    assert take_new_password(store, token, "new hash") == mo

    known = known_by_email(store, MO)
    assert known is not None
    assert (known.password_hash, times(store, "password_set")) == ("new hash", 1)
    with pytest.raises(Used):
        take_new_password(store, token, "new hash")
