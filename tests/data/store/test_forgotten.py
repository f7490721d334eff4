"""Links for a new password that anybody may ask for: few at once, and none ends another before it is used."""

import pytest
from sqlalchemy import select, update

from data.store.audit import Actor, noted
from data.store.engine import Store
from data.store.forgotten import MOST, WITHIN, ask_for_reset, forget_link
from data.store.invitations import invitation, invite_to, reset_password
from data.store.opening import Used, join, take_new_password
from data.store.people import set_disabled
from data.store.schema import invitations


@pytest.fixture
def anna(store: Store) -> str:
    token = invite_to(store, "anna@stadt.example", "Ahausen", "moderator", by=Actor())
    return join(store, token, name="Anna", password_hash="hash")


def test_as_many_links_as_said_are_made_in_an_hour(store: Store, anna: str) -> None:
    tokens = [ask_for_reset(store, anna) for _each in range(MOST + 2)]

    assert [token is not None for token in tokens] == [True] * MOST + [False] * 2
    assert [invitation(store, token) is not None for token in tokens if token] == [True] * MOST


def test_who_asks_ends_no_link_of_the_operator(store: Store, anna: str) -> None:
    given = reset_password(store, anna, by=Actor())

    ask_for_reset(store, anna)

    assert invitation(store, given) is not None


def test_after_an_hour_there_is_room_again(store: Store, anna: str) -> None:
    for _each in range(MOST):
        ask_for_reset(store, anna)
    an_hour_later = invitations.c.valid_until - WITHIN
    store.write(lambda connection: connection.execute(update(invitations).values(valid_until=an_hour_later)))

    assert ask_for_reset(store, anna) is not None


def test_used_link_ends_the_others(store: Store, anna: str) -> None:
    first, second = ask_for_reset(store, anna), ask_for_reset(store, anna)
    assert first is not None and second is not None

    take_new_password(store, first, "neu")

    assert invitation(store, second) is None
    with pytest.raises(Used):
        take_new_password(store, second, "anders")


def test_disabled_and_unknown_accounts_get_none(store: Store, anna: str) -> None:
    set_disabled(store, anna, True, by=Actor())

    assert ask_for_reset(store, anna) is None
    assert ask_for_reset(store, "f" * 32) is None


def test_link_that_nobody_has_got_is_forgotten(store: Store, anna: str) -> None:
    token = ask_for_reset(store, anna)
    assert token is not None

    forget_link(store, token)

    assert invitation(store, token) is None
    with store.reading() as connection:
        assert connection.execute(select(invitations).where(invitations.c.kind == "reset")).all() == []


def test_log_tells_for_whom_and_of_nobody_who_asked(store: Store, anna: str) -> None:
    ask_for_reset(store, anna)

    newest = [(one.what, one.who, one.whom) for one in noted(store) if one.what == "reset_asked"]
    assert newest == [("reset_asked", "", "Anna")]
