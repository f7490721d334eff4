import hashlib
from datetime import timedelta

from sqlalchemy import text

from data.store.access import Access, issue_key, redeem_key, revoke, revoke_all, role_of
from data.store.engine import Store
from data.store.workshops import Workshop, delete_workshop

AN_HOUR = timedelta(hours=1)


def test_key_opens_the_door_once(store: Store) -> None:
    key = issue_key(store, "moderator", valid=AN_HOUR)

    first = redeem_key(store, key)
    second = redeem_key(store, key)

    assert first is not None
    assert (first[0], first[1], second) == ("moderator", None, None)
    assert role_of(store, _hashed(first[2])) == Access("moderator", None)


def test_screen_belongs_to_its_workshop_and_goes_with_it(store: Store, prepared: Workshop) -> None:
    redeemed = redeem_key(store, issue_key(store, "screen", prepared.id, valid=AN_HOUR))
    assert redeemed is not None
    before = role_of(store, _hashed(redeemed[2]))

    delete_workshop(store, prepared.id)

    assert (before, role_of(store, _hashed(redeemed[2]))) == (Access("screen", prepared.id), None)


def test_old_and_invented_keys_open_nothing(store: Store) -> None:
    old = issue_key(store, "moderator", valid=timedelta(seconds=-1))

    assert (redeem_key(store, old), redeem_key(store, "invented")) == (None, None)


def test_revoked_device_is_nobody(store: Store) -> None:
    tokens = []
    for _ in range(3):
        redeemed = redeem_key(store, issue_key(store, "moderator", valid=AN_HOUR))
        assert redeemed is not None
        tokens.append(_hashed(redeemed[2]))
    key = issue_key(store, "moderator", valid=AN_HOUR)

    revoke(store, tokens[0])
    after_one = [role_of(store, token) is not None for token in tokens]
    revoke_all(store)
    after_all = [role_of(store, token) is not None for token in tokens]

    assert (after_one, after_all) == ([False, True, True], [False, False, False])
    assert redeem_key(store, key) is None


def test_all_other_devices_are_signed_out(store: Store) -> None:
    own, other = (redeem_key(store, issue_key(store, "moderator", valid=AN_HOUR)) for _ in range(2))
    assert own is not None
    assert other is not None

    revoke_all(store, but=_hashed(own[2]))

    assert role_of(store, _hashed(own[2])) == Access("moderator", None)
    assert role_of(store, _hashed(other[2])) is None


def test_only_hashes_are_stored(store: Store) -> None:
    waiting = issue_key(store, "moderator", valid=AN_HOUR)
    redeemed = redeem_key(store, issue_key(store, "moderator", valid=AN_HOUR))
    assert redeemed is not None

    with store.reading() as connection:
        stored = [
            str(value)
            for table in ("keys", "access")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
            for value in row
        ]

    assert waiting not in stored
    assert redeemed[2] not in stored


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
