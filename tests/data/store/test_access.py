import hashlib
import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from data.store.access import (
    Access,
    Role,
    issue_key,
    redeem_key,
    revoke,
    revoke_all,
    revoke_role,
    role_of,
    signed_in,
    tables_signed_in,
)
from data.store.engine import Store
from data.store.expiry import forget_expired
from data.store.workshops import Workshop, delete_workshop
from tests.data.store.conftest import prepared_in

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


@pytest.mark.parametrize("role", ["moderator", "screen"])
def test_sign_in_ends_on_the_server_after_its_days(store: Store, prepared: Workshop, role: str) -> None:
    device = _signed_in(store, "moderator") if role == "moderator" else _signed_in(store, "screen", prepared.id)

    days = _of_access(store, "valid_until")[0] - time.time()
    _set(store, f"valid_until = {int(time.time())}")

    assert 30 * 86400 - 60 <= days <= 30 * 86400
    assert role_of(store, _hashed(device)) is None


def test_setting_says_after_how_many_days_a_sign_in_ends(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGN_IN_DAYS", "2")
    device = _signed_in(store, "moderator")
    started = time.time()

    monkeypatch.setattr("data.store.engine.Store.now", lambda _store: started + 2 * 86400 - 60)
    before = role_of(store, _hashed(device))
    monkeypatch.setattr("data.store.engine.Store.now", lambda _store: started + 2 * 86400 + 1)
    after = role_of(store, _hashed(device))

    assert (before, after) == (Access("moderator", None), None)


def test_sign_in_that_nobody_uses_ends_sooner(store: Store) -> None:
    device = _signed_in(store, "moderator")

    _set(store, f"used_on = '{_days_ago(14)}'")

    assert role_of(store, _hashed(device)) is None


def test_use_is_noted_by_the_day_and_keeps_a_sign_in_alive(store: Store) -> None:
    device = _signed_in(store, "moderator")
    _set(store, f"used_on = '{_days_ago(13)}'")

    assert role_of(store, _hashed(device)) == Access("moderator", None)

    store.write(lambda _connection: None)  # what was noted before has been committed by then
    assert [str(day) for day in _of_access(store, "used_on")] == [_days_ago(0)]


def test_sign_ins_that_are_over_and_keys_that_nobody_used_are_deleted(store: Store) -> None:
    for _ in range(2):
        _signed_in(store, "moderator")
    staying = _signed_in(store, "moderator")
    issue_key(store, "moderator", valid=timedelta(seconds=-1))
    one, other = [token for token in _of_access(store, "token_hash") if token != _hashed(staying)]
    _set(store, "valid_until = 1", one)
    _set(store, f"used_on = '{_days_ago(14)}'", other)

    forget_expired(store)

    assert _of_access(store, "token_hash") == [_hashed(staying)]
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM keys")).scalar_one() == 0


def test_device_that_signs_in_again_keeps_its_one_sign_in(store: Store) -> None:
    device = _signed_in(store, "moderator")
    _set(store, "valid_until = valid_until - 86400")
    before = _of_access(store, "valid_until")[0]

    again = redeem_key(store, issue_key(store, "moderator", valid=AN_HOUR), device)

    assert again == ("moderator", None, device)
    assert _of_access(store, "token_hash") == [_hashed(device)]
    assert _of_access(store, "valid_until")[0] > before


def test_device_that_becomes_something_else_gets_another_token(store: Store, prepared: Workshop) -> None:
    device = _signed_in(store, "screen", prepared.id)

    steering = redeem_key(store, issue_key(store, "comoderator", prepared.id, valid=AN_HOUR), device)

    assert steering is not None
    assert steering[2] != device
    assert role_of(store, _hashed(steering[2])) == Access("comoderator", prepared.id)


@pytest.mark.parametrize("role", ["screen", "scribe", "table", "comoderator"])
def test_key_of_another_device_can_be_typed(store: Store, prepared: Workshop, role: Role) -> None:
    def issued() -> str:
        return issue_key(store, role, prepared.id, valid=AN_HOUR)

    assert re.fullmatch("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", issued())
    typed = (issued().lower(), issued().replace("-", ""), issued().replace("-", " "), f"  {issued()} ")
    assert [(found := redeem_key(store, one)) and found[:2] for one in typed] == [(role, prepared.id)] * 4
    assert redeem_key(store, typed[0]) is None


@pytest.mark.parametrize("role", ["screen", "scribe", "table", "comoderator"])
def test_moderator_who_opens_the_code_of_another_device_stays_one(store: Store, prepared: Workshop, role: Role) -> None:
    device = _signed_in(store, "moderator")

    opened = redeem_key(store, issue_key(store, role, prepared.id, valid=AN_HOUR), device)

    assert opened == (role, prepared.id, device)
    assert role_of(store, _hashed(device)) == Access("moderator", None)


@pytest.mark.parametrize(("own", "code"), [("comoderator", "screen"), ("comoderator", "table"), ("scribe", "screen")])
def test_who_may_do_more_stays_that_with_the_code_of_another_device(
    store: Store, prepared: Workshop, own: Role, code: Role
) -> None:
    device = _signed_in(store, own, prepared.id)

    opened = redeem_key(store, issue_key(store, code, prepared.id, valid=AN_HOUR), device)

    assert opened == (code, prepared.id, device)
    assert role_of(store, _hashed(device)) == Access(own, prepared.id)


@pytest.mark.parametrize(
    ("own", "code"), [("screen", "scribe"), ("scribe", "comoderator"), ("scribe", "table"), ("table", "screen")]
)
def test_who_may_do_less_becomes_what_the_code_says(store: Store, prepared: Workshop, own: Role, code: Role) -> None:
    device = _signed_in(store, own, prepared.id)

    opened = redeem_key(store, issue_key(store, code, prepared.id, valid=AN_HOUR), device)

    assert opened is not None
    assert role_of(store, _hashed(opened[2])) == Access(code, prepared.id)


def test_co_moderation_of_another_workshop_becomes_a_leinwand_of_this_one(store: Store, prepared: Workshop) -> None:
    device = _signed_in(store, "comoderator", prepared_in(store).id)

    opened = redeem_key(store, issue_key(store, "screen", prepared.id, valid=AN_HOUR), device)

    assert opened is not None and opened[2] != device
    assert role_of(store, _hashed(opened[2])) == Access("screen", prepared.id)


@pytest.mark.parametrize("role", ["moderator", "comoderator"])
@pytest.mark.parametrize("over", ["valid_until = 1", "used_on = '2020-01-01'"])
def test_sign_in_that_is_over_does_not_come_back_with_the_code_of_a_leinwand(
    store: Store, prepared: Workshop, over: str, role: Role
) -> None:
    device = _signed_in(store, role, None if role == "moderator" else prepared.id)
    _set(store, over)

    opened = redeem_key(store, issue_key(store, "screen", prepared.id, valid=AN_HOUR), device)

    assert opened is not None and opened[2] != device
    assert role_of(store, _hashed(device)) is None


def test_devices_of_a_workshop_are_counted_by_role(store: Store, prepared: Workshop) -> None:
    other = prepared_in(store)
    _signed_in(store, "moderator")
    _signed_in(store, "screen", prepared.id)
    _signed_in(store, "screen", prepared.id)
    _signed_in(store, "comoderator", prepared.id)
    _signed_in(store, "screen", other.id)
    _set(store, "valid_until = 1", _hashed(_signed_in(store, "screen", prepared.id)))

    assert signed_in(store, prepared.id) == {"screen": 2, "comoderator": 1}


def test_signing_out_a_role_ends_its_devices_and_its_keys_in_this_workshop(store: Store, prepared: Workshop) -> None:
    other = prepared_in(store)
    gone = _signed_in(store, "screen", prepared.id)
    waiting = issue_key(store, "screen", prepared.id, valid=AN_HOUR)
    stay = [
        _signed_in(store, "screen", other.id),
        _signed_in(store, "comoderator", prepared.id),
        _signed_in(store, "moderator"),
    ]
    still_waiting = issue_key(store, "screen", other.id, valid=AN_HOUR)

    revoke_role(store, "screen", prepared.id)

    assert role_of(store, _hashed(gone)) is None
    assert redeem_key(store, waiting) is None
    assert all(role_of(store, _hashed(token)) is not None for token in stay)
    assert redeem_key(store, still_waiting) is not None


def test_table_belongs_to_its_field(store: Store, prepared: Workshop) -> None:
    key = issue_key(store, "table", prepared.id, valid=AN_HOUR, about="feld")
    device = (redeem_key(store, key) or ("", "", ""))[2]
    before = role_of(store, _hashed(device))

    again = redeem_key(store, issue_key(store, "table", prepared.id, valid=AN_HOUR, about="feld"), device)
    other = redeem_key(store, issue_key(store, "table", prepared.id, valid=AN_HOUR, about="anderes"), device)

    assert before == Access("table", prepared.id, None, "feld")
    assert again is not None and again[2] == device
    assert other is not None and role_of(store, _hashed(other[2])) == Access("table", prepared.id, None, "anderes")
    assert tables_signed_in(store, prepared.id) == {"feld": 1, "anderes": 1}


def test_one_table_is_signed_out_and_the_others_stay(store: Store, prepared: Workshop) -> None:
    waiting = {about: issue_key(store, "table", prepared.id, valid=AN_HOUR, about=about) for about in ("feld", "2")}
    for about in ("feld", "2"):
        redeem_key(store, issue_key(store, "table", prepared.id, valid=AN_HOUR, about=about))

    revoke_role(store, "table", prepared.id, about="feld")

    assert tables_signed_in(store, prepared.id) == {"2": 1}
    assert redeem_key(store, waiting["feld"]) is None
    assert redeem_key(store, waiting["2"]) is not None


def test_key_that_is_printed_is_longer_than_one_that_is_typed(store: Store, prepared: Workshop) -> None:
    key = issue_key(store, "table", prepared.id, valid=AN_HOUR, about="feld", is_printed=True)

    assert len(key) == 32
    assert (redeem_key(store, key) or ())[:2] == ("table", prepared.id)


def _signed_in(store: Store, role: Role, workshop_id: str | None = None) -> str:
    redeemed = redeem_key(store, issue_key(store, role, workshop_id, valid=AN_HOUR))
    assert redeemed is not None
    return redeemed[2]


def _set(store: Store, what: str, token_hash: str = "") -> None:
    of = f" WHERE token_hash = '{token_hash}'" if token_hash else ""
    store.write(lambda connection: connection.execute(text(f"UPDATE access SET {what}{of}")))


def _of_access(store: Store, column: str) -> list[Any]:
    with store.reading() as connection:
        return list(connection.execute(text(f"SELECT {column} FROM access")).scalars())


def _days_ago(days: int) -> str:
    return str(datetime.now(UTC).date() - timedelta(days=days))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
