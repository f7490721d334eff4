import hashlib
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from data.store import links
from data.store.access import Access, revoke_all, role_of
from data.store.batches import NewBatch, batches
from data.store.engine import Store
from data.store.links import (
    UnknownLink,
    WrongState,
    create_upload_link,
    link_behind,
    redeem_upload_link,
    revoke_upload_link,
    upload_links,
)
from data.store.sheets import EnteredSheet, add_sheets, tally
from data.store.workshops import Workshop, close_workshop, create_workshop, delete_workshop, finish_workshop

AN_HOUR = timedelta(hours=1)
SHEET = EnteredSheet("rat", {"1.01": "A"})


def test_link_lets_in_as_many_devices_as_open_it(store: Store, prepared: Workshop) -> None:
    link_id, token = create_upload_link(store, prepared.id, label="Jugendamt", valid=AN_HOUR)

    opened = [redeem_upload_link(store, token) for _ in range(2)]

    devices = [device for found in opened if found is not None for device in found[1:]]
    assert [role_of(store, _hashed(device)) for device in devices] == [Access("team", prepared.id, link_id)] * 2
    assert len(set(devices)) == 2
    assert [found is not None and found[0] for found in opened] == [prepared.id] * 2


def test_opening_a_link_again_from_the_same_device_adds_nothing(store: Store, prepared: Workshop) -> None:
    _link, token = create_upload_link(store, prepared.id, label="Amt", valid=AN_HOUR)
    device = _opened(store, token)

    again = [redeem_upload_link(store, token, device) for _ in range(3)]

    assert again == [(prepared.id, device)] * 3
    assert _devices(store) == [_hashed(device)]


def test_device_that_opens_another_link_has_only_that_one(store: Store, prepared: Workshop) -> None:
    tokens = [create_upload_link(store, prepared.id, label=label, valid=AN_HOUR) for label in ("Amt", "Rat")]
    device = None

    for _link, token in tokens * 2:
        opened = redeem_upload_link(store, token, device)
        assert opened is not None
        device = opened[1]

    assert device is not None
    assert _devices(store) == [_hashed(device)]
    assert role_of(store, _hashed(device)) == Access("team", prepared.id, tokens[1][0])


def test_link_that_is_opened_without_end_keeps_so_many_devices(
    store: Store, prepared: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "MOST_DEVICES", 3)
    _link, token = create_upload_link(store, prepared.id, label="Amt", valid=AN_HOUR)
    _other, other_token = create_upload_link(store, prepared.id, label="Rat", valid=AN_HOUR)
    of_another = _opened(store, other_token)

    newest = [_opened(store, token) for _ in range(6)][-1]

    assert len(_devices(store)) == 4
    assert {_hashed(newest), _hashed(of_another)} <= set(_devices(store))


def test_links_are_listed_by_label_and_expired_ones_marked(store: Store, prepared: Workshop) -> None:
    create_upload_link(store, prepared.id, label="Rat", valid=timedelta(days=2))
    create_upload_link(store, prepared.id, label="Amt", valid=timedelta(seconds=-1))

    found = upload_links(store, prepared.id)

    assert [(link.label, link.expired) for link in found] == [("Amt", True), ("Rat", False)]
    assert found[1].valid_until - found[0].valid_until >= timedelta(days=2)


def test_expired_link_opens_nothing_and_its_devices_are_nobody(store: Store, prepared: Workshop) -> None:
    link_id, token = create_upload_link(store, prepared.id, label="Amt", valid=AN_HOUR)
    device = _opened(store, token)
    before = role_of(store, _hashed(device))

    store.write(lambda connection: connection.execute(text("UPDATE upload_links SET valid_until = 1")))

    assert before == Access("team", prepared.id, link_id)
    assert role_of(store, _hashed(device)) is None
    assert redeem_upload_link(store, token) is None
    assert redeem_upload_link(store, "invented") is None


def test_looking_behind_a_link_lets_nobody_in(store: Store, prepared: Workshop) -> None:
    link_id, token = create_upload_link(store, prepared.id, label="Amt", valid=AN_HOUR)
    _expired, old = create_upload_link(store, prepared.id, label="Rat", valid=-AN_HOUR)

    assert link_behind(store, token) == (link_id, prepared.id)
    assert [link_behind(store, one) for one in (old, "invented")] == [None, None]
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM access")).scalar_one() == 0


def test_revoked_link_signs_its_devices_out_and_leaves_its_files(store: Store, prepared: Workshop) -> None:
    link_id, token = create_upload_link(store, prepared.id, label="Amt", valid=AN_HOUR)
    other_id, other_token = create_upload_link(store, prepared.id, label="Rat", valid=AN_HOUR)
    device, other_device = _opened(store, token), _opened(store, other_token)
    add_sheets(store, prepared.id, [SHEET], source="upload", batch=_file("1", link_id))

    revoke_upload_link(store, link_id)

    assert [role_of(store, _hashed(one)) for one in (device, other_device)] == [
        None,
        Access("team", prepared.id, other_id),
    ]
    assert redeem_upload_link(store, token) is None
    assert [batch.link_id for batch in batches(store, prepared.id)] == [None]
    assert tally(store, prepared.id).present == 1


def test_team_sees_only_the_files_of_its_link(store: Store, prepared: Workshop) -> None:
    link_id, _ = create_upload_link(store, prepared.id, label="Amt", valid=AN_HOUR)
    add_sheets(store, prepared.id, [SHEET], source="upload", batch=_file("1", link_id))
    add_sheets(store, prepared.id, [SHEET], source="upload", batch=_file("2", None))

    of_link, of_all = batches(store, prepared.id, link_id), batches(store, prepared.id)

    assert [batch.filename for batch in of_link] == ["1.xlsx"]
    assert [batch.filename for batch in of_all] == ["1.xlsx", "2.xlsx"]


def test_file_by_a_link_that_leads_elsewhere_or_is_gone_is_refused(
    store: Store, prepared: Workshop, questionnaire_text: str
) -> None:
    elsewhere = create_workshop(
        store,
        municipality="Beispielstadt",
        title="Selbstcheck",
        held_on=date(2027, 3, 4),
        questionnaire_text=questionnaire_text,
        room=("1.01",),
        administration=("1.01",),
    )
    foreign, _ = create_upload_link(store, elsewhere.id, label="Amt", valid=AN_HOUR)
    old, _ = create_upload_link(store, prepared.id, label="Amt", valid=timedelta(seconds=-1))

    for link_id in (foreign, old, "invented"):
        with pytest.raises(UnknownLink):
            add_sheets(store, prepared.id, [SHEET], source="upload", batch=_file("1", link_id))

    assert tally(store, prepared.id).present == 0


def test_finished_workshop_has_no_links(store: Store, prepared: Workshop) -> None:
    _, token = create_upload_link(store, prepared.id, label="Amt", valid=AN_HOUR)
    device = _opened(store, token)
    close_workshop(store, prepared.id, lambda people: ())

    finish_workshop(store, prepared.id, date(2027, 9, 1))

    assert redeem_upload_link(store, token) is None
    assert role_of(store, _hashed(device)) is None
    assert upload_links(store, prepared.id) == []
    with pytest.raises(WrongState):
        create_upload_link(store, prepared.id, label="Amt", valid=AN_HOUR)


def test_signing_all_devices_out_leaves_the_links(store: Store, prepared: Workshop) -> None:
    _, token = create_upload_link(store, prepared.id, label="Amt", valid=AN_HOUR)
    device = _opened(store, token)

    revoke_all(store)

    assert role_of(store, _hashed(device)) is None
    assert redeem_upload_link(store, token) is not None


def test_deleted_workshop_takes_links_devices_and_files_with_it(store: Store, prepared: Workshop) -> None:
    link_id, token = create_upload_link(store, prepared.id, label="Amt", valid=AN_HOUR)
    device = _opened(store, token)
    add_sheets(store, prepared.id, [SHEET], source="upload", batch=_file("1", link_id))

    delete_workshop(store, prepared.id)

    assert role_of(store, _hashed(device)) is None
    assert redeem_upload_link(store, token) is None


def test_only_hashes_of_links_are_stored(store: Store, prepared: Workshop) -> None:
    _, token = create_upload_link(store, prepared.id, label="Amt", valid=AN_HOUR)
    device = _opened(store, token)

    with store.reading() as connection:
        stored = [
            str(value)
            for table in ("upload_links", "access")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
            for value in row
        ]

    assert {token, device}.isdisjoint(stored)


def _file(name: str, link_id: str | None) -> NewBatch:
    return NewBatch(f"{name}.xlsx", name, "template", link_id=link_id)


def _opened(store: Store, token: str) -> str:
    found = redeem_upload_link(store, token)
    assert found is not None
    return found[1]


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _devices(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(text("SELECT token_hash FROM access")).scalars())
