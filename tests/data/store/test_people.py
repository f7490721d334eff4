"""Accounts: invited, signed in, changed, and gone; one's own devices; what is counted of wrong passwords."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from threading import Event
from time import sleep, time
from typing import Any

import pytest
from sqlalchemy import select, update

import data.store.people
from data.backup.restoring import restore
from data.backup.taking import back_up
from data.store.access import Access, Role, issue_key, redeem_key, role_of
from data.store.attempts import SLOT, count, take_back
from data.store.audit import Actor, noted
from data.store.batches import NewBatch, add_administration, batches, undo_batch
from data.store.devices import own_devices, sign_out_device, sign_out_everywhere
from data.store.engine import Store
from data.store.errors import ForeignMunicipality
from data.store.expiry import forget_expired
from data.store.invitations import (
    invitation,
    invite,
    invite_first,
    invite_to,
    open_invitations,
    reset_password,
    withdraw,
)
from data.store.known_devices import is_known, mark_of
from data.store.links import create_upload_link, revoke_upload_link, upload_links
from data.store.listings import list_publicly, listed_office
from data.store.listings import take_back as take_back_listing
from data.store.members import MemberRole
from data.store.opening import NameTaken, Used, accept, join, take_new_password
from data.store.people import (
    WrongState,
    delete_person,
    end_operator,
    known_by_email,
    known_by_subject,
    link_subject,
    person,
    set_disabled,
    sign_in_person,
    unlink_subject,
)
from data.store.roles import (
    make_municipality,
    named_municipalities,
    people_in,
    rename_municipality,
    set_role,
)
from data.store.rows import day_here
from data.store.schema import access, attempts, day_keys, invitations, known_devices, people
from data.store.status_links import create_status_link, revoke_status_link, status_links
from data.store.steps import delete_workshop
from data.store.workshops import Workshop, change_workshop, workshop, workshop_by_code, workshops
from tests.data.store.conftest import prepared_in
from web.identity import hashed

BY = Actor()


@pytest.fixture(autouse=True)
def accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCOUNTS", "on")


def member(store: Store, email: str, municipality: str, role: MemberRole = "moderator") -> str:
    token = invite_to(store, email, municipality, role, by=BY)
    return join(store, token, name=email.partition("@")[0], password_hash="hash")


def operator(store: Store, email: str = "betrieb@land.example") -> str:
    token = invite(store, email, None, None, is_operator=True, by=BY)
    return join(store, token, name="Betrieb", password_hash="hash")


def signed_in(store: Store, person_id: str) -> str:
    token = sign_in_person(store, person_id)
    assert token is not None
    return token


def access_of(store: Store, token: str) -> Access | None:
    return role_of(store, hashed(token))


def place(store: Store, name: str) -> str:
    return next(one.id for one in named_municipalities(store) if one.name == name)


def test_invited_person_has_an_account_and_the_role(store: Store) -> None:
    new = member(store, "Mo@Stadt.example", "Ahausen", "facilitator")

    found = person(store, new)

    assert found is not None
    assert (found.name, found.email, found.is_operator) == ("Mo", "mo@stadt.example", False)
    assert found.moderates == {place(store, "Ahausen")}


def test_link_opens_once_and_looking_does_not_use_it_up(store: Store) -> None:
    token = invite_to(store, "mo@stadt.example", "Ahausen", "team", by=BY)
    seen = invitation(store, token)
    assert seen is not None

    join(store, token, name="Mo", password_hash="hash")

    assert (seen.kind, seen.municipality, seen.role) == ("invite", "Ahausen", "team")
    assert invitation(store, token) is None
    with pytest.raises(Used):
        join(store, token, name="Mo", password_hash="hash")


def test_invitation_meets_an_account_that_is_there_and_no_other_one(store: Store) -> None:
    mo, bo = member(store, "mo@stadt.example", "Ahausen"), member(store, "bo@stadt.example", "Ahausen")
    token = invite_to(store, "MO@stadt.example", "Behausen", "comoderator", by=BY)

    with pytest.raises(NameTaken):
        join(store, token, name="Mo", password_hash="hash")
    with pytest.raises(Used):
        accept(store, token, bo)
    accept(store, token, mo)

    found = person(store, mo)
    assert found is not None
    assert found.roles == {place(store, "Ahausen"): "moderator", place(store, "Behausen"): "comoderator"}


def test_first_account_is_made_once(store: Store) -> None:
    token = invite_first(store)
    again = invite_first(store)

    assert invitation(store, token) is None  # only the newest opens
    new = join(store, again, name="Bea", email="Bea@land.example", password_hash="hash")
    late = invite_first(store)

    found = person(store, new)
    assert found is not None
    assert (found.email, found.is_operator) == ("bea@land.example", True)
    assert invitation(store, late) is None
    with pytest.raises(Used):
        join(store, late, name="Eve", email="eve@x.example", password_hash="hash")


def test_new_password_signs_all_devices_out(store: Store) -> None:
    mo = member(store, "mo@stadt.example", "Ahausen")
    before = signed_in(store, mo)
    token = reset_password(store, mo, by=BY)

    take_new_password(store, token, "another hash")

    known = known_by_email(store, "mo@stadt.example")
    assert known is not None
    assert known.password_hash == "another hash"
    assert access_of(store, before) is None
    with pytest.raises(Used):
        take_new_password(store, token, "a third one")


def test_only_hashes_of_links_are_stored_and_old_ones_go(store: Store) -> None:
    token = invite_to(store, "mo@stadt.example", "Ahausen", "team", by=BY)
    with store.reading() as connection:
        rows = str(connection.execute(select(invitations)).all())
    store.write(lambda connection: connection.execute(update(invitations).values(valid_until=1)))

    assert token not in rows
    assert invitation(store, token) is None
    forget_expired(store)
    assert open_invitations(store) == []
    with store.reading() as connection:
        assert connection.execute(select(invitations)).all() == []


def test_withdrawn_invitation_opens_nothing(store: Store) -> None:
    token = invite_to(store, "mo@stadt.example", "Ahausen", "team", by=BY)
    (one,) = open_invitations(store)

    withdraw(store, one.id, by=BY)

    assert invitation(store, token) is None


def test_sign_in_replaces_what_the_browser_had(store: Store) -> None:
    mo, bo = member(store, "mo@stadt.example", "Ahausen"), member(store, "bo@stadt.example", "Ahausen")
    first = signed_in(store, mo)

    second = sign_in_person(store, bo, first)

    assert second is not None
    assert access_of(store, first) is None
    found = access_of(store, second)
    assert found is not None
    assert found.person is not None
    assert (found.role, found.person.id) == ("moderator", bo)


def test_disabled_person_is_out_at_once_and_comes_in_no_more(store: Store) -> None:
    mo = member(store, "mo@stadt.example", "Ahausen")
    token = signed_in(store, mo)

    set_disabled(store, mo, True, by=BY)

    assert (access_of(store, token), sign_in_person(store, mo)) == (None, None)
    set_disabled(store, mo, False, by=BY)
    assert sign_in_person(store, mo) is not None


def test_role_that_is_taken_away_ends_at_once(store: Store) -> None:
    mo, bo = member(store, "mo@stadt.example", "Ahausen"), member(store, "bo@stadt.example", "Ahausen")
    token = signed_in(store, mo)

    set_role(store, mo, place(store, "Ahausen"), "team", by=Actor(bo))
    as_team = access_of(store, token)
    set_role(store, mo, place(store, "Ahausen"), None, by=Actor(bo))

    assert as_team is not None
    assert (as_team.role, access_of(store, token)) == ("team", None)


def test_of_two_who_remove_each_other_one_stays(store: Store) -> None:
    mo, bo = member(store, "mo@stadt.example", "Ahausen"), member(store, "bo@stadt.example", "Ahausen")

    set_role(store, mo, place(store, "Ahausen"), None, by=Actor(bo))
    with pytest.raises(WrongState):
        set_role(store, bo, place(store, "Ahausen"), None, by=Actor(mo))

    assert [one.id for one in people_in(store.only(frozenset({place(store, "Ahausen")})))] == [bo]


def test_nobody_lowers_themselves_by_an_invitation(store: Store) -> None:
    mo = operator(store, "mo@stadt.example")
    accept(store, invite_to(store, "mo@stadt.example", "Ahausen", "team", by=BY), mo)
    own = invite_to(store, "mo@stadt.example", "Ahausen", "comoderator", by=Actor(mo))
    accept(store, invite_to(store, "mo@stadt.example", "Behausen", "team", by=Actor(mo)), mo)
    set_role(store, mo, place(store, "Ahausen"), "moderator", by=BY)

    with pytest.raises(WrongState):
        invite_to(store, "Mo@stadt.example", "Ahausen", "team", by=Actor(mo))
    with pytest.raises(Used):
        accept(store, own, mo)
    accept(store, invite_to(store, "mo@stadt.example", "Ahausen", "facilitator", by=Actor(mo)), mo)

    found = person(store, mo)
    assert found is not None
    assert found.roles == {place(store, "Ahausen"): "facilitator", place(store, "Behausen"): "team"}


def test_two_who_lower_each_other_by_invitations_leave_one_moderator(store: Store) -> None:
    mo, bo = member(store, "mo@stadt.example", "Ahausen"), member(store, "bo@stadt.example", "Ahausen")
    to_mo = invite_to(store, "mo@stadt.example", "Ahausen", "team", by=Actor(bo))
    to_bo = invite_to(store, "bo@stadt.example", "Ahausen", "team", by=Actor(mo))

    accept(store, to_mo, mo)
    with pytest.raises(Used):
        accept(store, to_bo, bo)

    found = person(store, bo)
    assert found is not None
    assert found.moderates == {place(store, "Ahausen")}


def test_who_is_put_out_has_no_way_back_there_by_a_link_of_their_own(store: Store) -> None:
    mo, bo = member(store, "mo@stadt.example", "Ahausen"), member(store, "bo@stadt.example", "Ahausen")
    accept(store, invite_to(store, "mo@stadt.example", "Behausen", "moderator", by=BY), mo)
    here = [invite_to(store, to, "Ahausen", "moderator", by=Actor(mo)) for to in ("mo@stadt.example", "x@x.example")]
    here.append(invite_to(store, "mo@stadt.example", "Ahausen", "team", by=BY))
    elsewhere = invite_to(store, "y@y.example", "Behausen", "moderator", by=Actor(mo))
    of_bo = invite_to(store, "z@z.example", "Ahausen", "moderator", by=Actor(bo))

    set_role(store, mo, place(store, "Ahausen"), None, by=Actor(bo))

    assert [invitation(store, one) for one in here] == [None, None, None]
    assert [invitation(store, one) is None for one in (elsewhere, of_bo)] == [False, False]


@pytest.mark.parametrize("end", [delete_person, lambda store, who, by: set_disabled(store, who, True, by=by)])
def test_who_is_locked_or_deleted_leaves_no_link(store: Store, end: Callable[..., None]) -> None:
    mo = member(store, "mo@stadt.example", "Ahausen")
    accept(store, invite_to(store, "mo@stadt.example", "Behausen", "facilitator", by=BY), mo)
    links = [invite_to(store, "x@x.example", town, "moderator", by=Actor(mo)) for town in ("Ahausen", "Behausen")]
    links.append(invite_to(store, "mo@stadt.example", "Cehausen", "team", by=BY))
    links.append(reset_password(store, mo, by=BY))

    end(store, mo, by=BY)

    assert [invitation(store, one) for one in links] == [None] * 4


@pytest.mark.parametrize(
    "end",
    [
        lambda store, who, at: set_role(store, who, at, None, by=BY),
        lambda store, who, at: set_role(store, who, at, "team", by=BY),
        lambda store, who, at: set_disabled(store, who, True, by=BY),
        lambda store, who, at: delete_person(store, who, by=BY),
        lambda store, who, at: accept(store, invite(store, "mo@x.example", at, "team", is_operator=False, by=BY), who),
    ],
)
def test_what_was_coupled_ends_with_who_may_have_coupled_it(
    store: Store, prepared: Workshop, end: Callable[[Store, str, str], None]
) -> None:
    other, mo = prepared_in(store, municipality="Behausen"), member(store, "mo@x.example", prepared.municipality)
    own, foreign = coupled(store, prepared.id), coupled(store, other.id)
    key = issue_key(store, "screen", prepared.id, valid=timedelta(hours=1))

    end(store, mo, prepared.municipality_id)

    assert [access_of(store, one) for one in own] == [None] * 4
    assert redeem_key(store, key) is None
    assert None not in [access_of(store, one) for one in foreign]


def test_what_was_coupled_stays_where_somebody_of_a_team_goes(store: Store, prepared: Workshop) -> None:
    team = member(store, "team@x.example", prepared.municipality, "team")
    mo = member(store, "mo@x.example", prepared.municipality)
    devices = coupled(store, prepared.id)

    set_role(store, mo, prepared.municipality_id, "comoderator", by=BY)
    set_role(store, team, prepared.municipality_id, None, by=BY)

    assert None not in [access_of(store, one) for one in devices]


def coupled(store: Store, workshop_id: str) -> list[str]:
    """A device of every role that can be coupled with the workshop."""
    roles: tuple[Role, ...] = ("comoderator", "scribe", "screen", "table")
    given = [redeem_key(store, issue_key(store, one, workshop_id, valid=timedelta(hours=1))) for one in roles]
    return [one[2] for one in given if one is not None]


def test_nobody_changes_what_they_are_themselves(store: Store) -> None:
    mo = member(store, "mo@stadt.example", "Ahausen")

    with pytest.raises(WrongState):
        set_role(store, mo, place(store, "Ahausen"), None, by=Actor(mo))


@pytest.mark.parametrize("role", ["comoderator", "team"])
def test_role_that_a_municipality_gives_takes_nothing_from_the_operator(store: Store, role: MemberRole) -> None:
    one = operator(store)
    accept(store, invite_to(store, "betrieb@land.example", "Ahausen", role, by=BY), one)

    found = access_of(store, signed_in(store, one))

    assert found is not None
    assert found.role == "operator"


def test_last_account_of_the_operator_stays(store: Store) -> None:
    one = operator(store)

    with pytest.raises(WrongState):
        delete_person(store, one, by=BY)
    with pytest.raises(WrongState):
        set_disabled(store, one, True, by=BY)
    two = operator(store, "zwei@land.example")
    delete_person(store, one, by=Actor(two))

    assert person(store, one) is None


def test_nobody_deletes_their_own_account(store: Store) -> None:
    one, _other = operator(store), operator(store, "zwei@land.example")

    with pytest.raises(WrongState):
        delete_person(store, one, by=Actor(one))

    assert person(store, one) is not None


def test_of_two_operators_who_go_at_once_one_stays(
    store: Store, store_url: str, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, another = operator(store), operator(store, "zwei@land.example"), opened(store_url)
    begun, noted_in_store = Event(), data.store.people.note_of

    def note_slowly(*args: Any) -> None:
        begun.set()
        sleep(0.5)
        noted_in_store(*args)

    monkeypatch.setattr(data.store.people, "note_of", note_slowly)
    with ThreadPoolExecutor() as pool:
        first = pool.submit(delete_person, store, one, by=BY)
        assert begun.wait(10)
        second = pool.submit(set_disabled, another, two, True, by=BY)

        assert (first.exception(), type(second.exception())) == (None, WrongState)


def test_role_of_the_operator_ends_on_every_device_at_once_and_the_account_stays(store: Store) -> None:
    one, two = operator(store), operator(store, "zwei@land.example")
    accept(store, invite_to(store, "zwei@land.example", "Ahausen", "moderator", by=BY), two)
    devices = [signed_in(store, two) for _device in range(2)]
    link = invite(store, "drei@land.example", None, None, is_operator=True, by=Actor(two))
    new_password = reset_password(store, one, by=Actor(two))

    end_operator(store, two, by=Actor(one))

    found = [access_of(store, device) for device in devices]
    assert [(one.role, one.person.is_operator) for one in found if one and one.person] == [("moderator", False)] * 2
    assert (invitation(store, link), invitation(store, new_password)) == (None, None)
    ended = [(entry.who, entry.whom) for entry in noted(store) if entry.what == "operator_ended"]
    assert ended == [("Betrieb", "Betrieb")]
    acts: list[Callable[[], object]] = [
        lambda: set_disabled(store, one, True, by=Actor(two)),
        lambda: delete_person(store, one, by=Actor(two)),
        lambda: end_operator(store, one, by=Actor(two)),
        lambda: reset_password(store, one, by=Actor(two)),
        lambda: invite(store, "vier@land.example", None, None, is_operator=True, by=Actor(two)),
    ]
    for act in acts:
        with pytest.raises(WrongState):
            act()


def test_nobody_ends_their_own_role_of_the_operator_or_that_of_the_last_one(store: Store) -> None:
    one = operator(store)
    with pytest.raises(WrongState):
        end_operator(store, one, by=BY)
    two = operator(store, "zwei@land.example")
    set_disabled(store, two, True, by=Actor(one))

    for who, by in ((one, Actor(one)), (one, BY), (member(store, "mo@stadt.example", "Ahausen"), BY)):
        with pytest.raises(WrongState):
            end_operator(store, who, by=by)
    end_operator(store, two, by=Actor(one))


def test_of_two_operators_who_end_each_others_role_at_once_one_stays(
    store: Store, store_url: str, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, another = operator(store), operator(store, "zwei@land.example"), opened(store_url)
    begun, noted_in_store = Event(), data.store.people.note

    def note_slowly(*args: Any, **gaps: str) -> None:
        begun.set()
        sleep(0.5)
        noted_in_store(*args, **gaps)

    monkeypatch.setattr(data.store.people, "note", note_slowly)
    with ThreadPoolExecutor() as pool:
        first = pool.submit(end_operator, store, two, by=Actor(one))
        assert begun.wait(10)
        second = pool.submit(end_operator, another, one, by=Actor(two))

        assert (first.exception(), type(second.exception())) == (None, WrongState)


def test_who_moderates_no_more_invites_nobody(store: Store) -> None:
    mo, bo = member(store, "mo@stadt.example", "Ahausen"), member(store, "bo@stadt.example", "Ahausen")
    narrow = store.only(frozenset({place(store, "Ahausen")}))  # as a page has it that ran before
    set_role(store, mo, place(store, "Ahausen"), "team", by=Actor(bo))

    with pytest.raises(WrongState):
        invite(narrow, "eve@x.example", place(store, "Ahausen"), "moderator", is_operator=False, by=Actor(mo))


def test_every_municipality_reads_what_is_done_to_the_account_of_one_of_its_people(store: Store) -> None:
    mo, by = member(store, "mo@stadt.example", "Ahausen"), Actor(operator(store))
    accept(store, invite_to(store, "mo@stadt.example", "Behausen", "team", by=BY), mo)
    take_new_password(store, reset_password(store, mo, by=by), "new hash")
    set_disabled(store, mo, True, by=by)
    set_disabled(store, mo, False, by=by)
    delete_person(store, mo, by=by)
    member(store, "no@dorf.example", "Cehausen")

    def told_in(name: str) -> set[tuple[str, str]]:
        return {(one.what, one.who) for one in noted(store.only(frozenset({place(store, name)})))}

    acts = {(what, "Betrieb") for what in ("reset_link", "disabled", "enabled", "deleted")}
    for name in ("Ahausen", "Behausen"):
        assert told_in(name) >= {*acts, ("password_set", "")}
    assert {what for what, _who in told_in("Cehausen")} == {"municipality_made", "invited", "joined"}


def test_both_municipalities_read_that_a_workshop_was_moved(store: Store, prepared: Workshop) -> None:
    mo = member(store, "mo@stadt.example", "Behausen")
    member(store, "bo@stadt.example", prepared.municipality)
    change_workshop(store, prepared.id, title="Ein Abend", by=Actor(mo))

    change_workshop(store, prepared.id, municipality="Behausen", by=Actor(mo))

    moved = {(one.municipality, one.what, one.who) for one in noted(store) if one.what.startswith("workshop")}
    assert moved == {(prepared.municipality, "workshop_moved", "mo"), ("Behausen", "workshop_came", "mo")}


def test_municipality_reads_that_a_sicherung_was_taken_and_put_back(store: Store, prepared: Workshop) -> None:
    mo = member(store, "mo@stadt.example", prepared.municipality)
    content = back_up(store, prepared.code, BytesIO(), "eine lange Passphrase", by=Actor(mo))
    restore(store, content, by=Actor(mo))  # nothing was to be done
    delete_workshop(store, prepared.id)
    restore(store, content, by=Actor(mo))

    log = [(one.what, one.who, one.municipality) for one in noted(store) if one.what.startswith("workshop")]
    assert sorted(log) == [(what, "mo", prepared.municipality) for what in ("workshop_restored", "workshop_saved")]


def test_laptop_writes_nothing_down(store: Store, prepared: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCOUNTS", "off")

    restore(store, back_up(store, prepared.code, BytesIO(), "eine lange Passphrase"))
    change_workshop(store, prepared.id, municipality="Behausen")

    assert noted(store) == []


def test_deleted_person_leaves_no_name(store: Store) -> None:
    mo = member(store, "mo@stadt.example", "Ahausen")
    bo = member(store, "bo@stadt.example", "Ahausen")
    set_role(store, mo, place(store, "Ahausen"), "team", by=Actor(bo))

    delete_person(store, mo, by=BY)

    log = noted(store)
    assert {one.who for one in log} <= {"", "bo"}
    assert [(one.what, one.whom, one.role) for one in log if one.what == "role_set"] == [("role_set", "", "team")]


def test_log_is_read_by_municipality(store: Store) -> None:
    member(store, "mo@stadt.example", "Ahausen")
    member(store, "bo@dorf.example", "Behausen")

    log = noted(store.only(frozenset({place(store, "Ahausen")})))

    assert {one.municipality for one in log} == {"Ahausen"}
    assert sorted(one.what for one in log) == ["invited", "joined", "municipality_made"]


def test_devices_are_listed_and_signed_out_by_their_owner_alone(store: Store) -> None:
    mo, bo = member(store, "mo@stadt.example", "Ahausen"), member(store, "bo@stadt.example", "Ahausen")
    this, that, others = signed_in(store, mo), signed_in(store, mo), signed_in(store, bo)

    listed = own_devices(store, mo, hashed(this))
    (foreign,) = own_devices(store, bo, hashed(others))
    sign_out_device(store, mo, foreign.id)
    sign_out_device(store, mo, listed[1].id)

    assert [(one.is_this, one.signed_in_on) for one in listed] == [(True, day_here()), (False, day_here())]
    assert access_of(store, that) is None
    assert access_of(store, others) is not None
    sign_out_everywhere(store, mo, but=hashed(this))
    assert access_of(store, this) is not None


def test_sign_in_of_a_person_ends_after_its_days(store: Store) -> None:
    token = signed_in(store, member(store, "mo@stadt.example", "Ahausen"))
    idle = date.today() - timedelta(days=20)
    store.write(lambda connection: connection.execute(update(access).values(used_on=idle)))

    assert access_of(store, token) is None


def test_accounts_and_keys_do_not_hold_in_each_others_mode(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    of_a_person = signed_in(store, member(store, "mo@stadt.example", "Ahausen"))
    redeemed = redeem_key(store, issue_key(store, "moderator", valid=timedelta(hours=1)))
    assert redeemed is not None

    with_accounts = [access_of(store, one) is not None for one in (of_a_person, redeemed[2])]
    monkeypatch.setenv("ACCOUNTS", "off")
    without = [access_of(store, one) is not None for one in (of_a_person, redeemed[2])]

    assert (with_accounts, without) == ([True, False], [False, True])


def test_moderator_who_opens_the_link_of_a_screen_stays_one_in_their_municipality_alone(
    store: Store, prepared: Workshop
) -> None:
    change_workshop(store, prepared.id, municipality="Ahausen")
    mo, bo = member(store, "mo@stadt.example", "Ahausen"), member(store, "bo@dorf.example", "Behausen")
    own, foreign = signed_in(store, mo), signed_in(store, bo)

    kept = redeem_key(store, issue_key(store, "screen", prepared.id, valid=timedelta(hours=1)), own)
    new = redeem_key(store, issue_key(store, "screen", prepared.id, valid=timedelta(hours=1)), foreign)

    assert kept is not None
    assert new is not None
    assert kept[2] == own
    assert access_of(store, new[2]) == Access("screen", prepared.id)


@pytest.mark.parametrize("role", ["screen", "scribe", "comoderator", "table"])
def test_key_of_a_room_makes_no_persons_days_begin_anew(store: Store, prepared: Workshop, role: Role) -> None:
    change_workshop(store, prepared.id, municipality="Ahausen")
    own = signed_in(store, member(store, "mo@stadt.example", "Ahausen"))
    days = {"valid_until": int(time()) + 60, "used_on": day_here() - timedelta(days=9)}
    store.write(lambda connection: connection.execute(update(access).values(days)))

    kept = redeem_key(store, issue_key(store, role, prepared.id, valid=timedelta(hours=1)), own)

    assert kept is not None
    assert kept[2] == own
    with store.reading() as connection:
        assert dict(connection.execute(select(access.c.valid_until, access.c.used_on)).mappings().one()) == days


def test_wall_that_goes_on_by_itself_keeps_no_person_signed_in(store: Store) -> None:
    token = signed_in(store, member(store, "mo@stadt.example", "Ahausen"))
    earlier = day_here() - timedelta(days=9)
    store.write(lambda connection: connection.execute(update(access).values(used_on=earlier)))

    def used_on(*, is_use: bool) -> date:
        role_of(store, hashed(token), is_use=is_use)
        store.write(lambda _connection: None)  # what was noted is written by now
        with store.reading() as connection:
            return connection.execute(select(access.c.used_on)).scalar_one()

    assert used_on(is_use=False) == earlier
    assert used_on(is_use=True) > earlier


def test_who_signs_in_elsewhere_is_known_by_issuer_and_subject(store: Store) -> None:
    mo = member(store, "mo@stadt.example", "Ahausen")

    link_subject(store, mo, "https://op.example", "17")

    known = known_by_subject(store, "https://op.example", "17")
    assert known is not None
    assert known.id == mo
    assert known_by_subject(store, "https://other.example", "17") is None


def test_new_password_ends_every_other_way_in(store: Store) -> None:
    mo = member(store, "mo@stadt.example", "Ahausen")
    link_subject(store, mo, "https://op.example", "17")

    take_new_password(store, reset_password(store, mo, by=BY), "another hash")

    known = known_by_email(store, "mo@stadt.example")
    assert known_by_subject(store, "https://op.example", "17") is None
    assert known is not None
    assert not known.is_linked


def test_who_has_a_password_comes_in_by_it_alone_again(store: Store) -> None:
    mo = member(store, "mo@stadt.example", "Ahausen")
    elsewhere = join(
        store, invite_to(store, "bo@stadt.example", "Ahausen", "team", by=BY), name="Bo", issuer="i", subject="2"
    )
    this, other = signed_in(store, mo), signed_in(store, mo)
    link_subject(store, mo, "i", "1")

    unlink_subject(store, mo, but=hashed(this))

    assert known_by_subject(store, "i", "1") is None
    assert (access_of(store, this) is None, access_of(store, other)) == (False, None)
    with pytest.raises(WrongState):
        unlink_subject(store, elsewhere)
    assert known_by_subject(store, "i", "2") is not None
    assert {(one.what, one.who) for one in noted(store)} >= {("linked", "mo"), ("unlinked", "mo")}


def test_municipality_with_people_stays_without_a_workshop(store: Store, prepared: Workshop) -> None:
    member(store, "mo@stadt.example", prepared.municipality)

    change_workshop(store, prepared.id, municipality="Behausen")

    assert {one.name for one in named_municipalities(store)} == {prepared.municipality, "Behausen"}


def test_municipality_is_made_and_renamed_once(store: Store) -> None:
    new = make_municipality(store, "Ahausen", by=BY)
    make_municipality(store, "Behausen", by=BY)

    with pytest.raises(WrongState):
        make_municipality(store, " AHAUSEN", by=BY)
    with pytest.raises(WrongState):
        rename_municipality(store, new, "behausen", by=BY)
    rename_municipality(store, new, "Stadt Ahausen", by=BY)

    assert [one.name for one in named_municipalities(store.only(frozenset({new})))] == ["Stadt Ahausen"]
    assert make_municipality(store, "Ahausen", by=BY) != new


def test_people_are_listed_with_their_roles_here_alone(store: Store) -> None:
    mo = member(store, "mo@stadt.example", "Ahausen")
    accept(store, invite_to(store, "mo@stadt.example", "Behausen", "team", by=BY), mo)
    member(store, "bo@dorf.example", "Behausen")

    (found,) = people_in(store.only(frozenset({place(store, "Ahausen")})))

    assert (found.id, dict(found.roles)) == (mo, {place(store, "Ahausen"): "moderator"})


# what a narrowed store sees


def test_narrowed_store_has_no_workshop_of_others(store: Store, prepared: Workshop) -> None:
    other = prepared_in(store, municipality="Behausen")
    narrow = store.only(frozenset({prepared.municipality_id}))

    assert [one.id for one in workshops(narrow)] == [prepared.id]
    assert (workshop(narrow, other.id), workshop_by_code(narrow, other.code)) == (None, None)
    assert workshops(store.only(frozenset())) == []
    assert {one.id for one in workshops(store)} == {prepared.id, other.id}  # the mark does not stay on a connection


def test_narrowed_store_changes_no_workshop_of_others(store: Store, prepared: Workshop) -> None:
    other = prepared_in(store, municipality="Behausen")
    narrow = store.only(frozenset({prepared.municipality_id}))

    with pytest.raises(WrongState):
        change_workshop(narrow, other.id, title="Gekapert")
    with pytest.raises(ForeignMunicipality):
        change_workshop(narrow, prepared.id, municipality="Behausen")
    with pytest.raises(ForeignMunicipality):
        change_workshop(narrow, prepared.id, municipality="Nirgendwo")
    change_workshop(narrow, prepared.id, title="Eigener")

    assert workshop(store, other.id) == other
    assert {one.name for one in named_municipalities(store)} == {prepared.municipality, "Behausen"}


def test_narrowed_store_makes_workshops_in_its_own_municipalities(store: Store, prepared: Workshop) -> None:
    prepared_in(store, municipality="Behausen")
    narrow = store.only(frozenset({prepared.municipality_id}))

    own = prepared_in(narrow, municipality=prepared.municipality)
    for name in ("Behausen", "Nirgendwo"):
        with pytest.raises(ForeignMunicipality):
            prepared_in(narrow, municipality=name)

    assert own.municipality_id == prepared.municipality_id


def test_narrowed_store_invites_and_withdraws_in_its_own_municipalities(store: Store, prepared: Workshop) -> None:
    narrow = store.only(frozenset({prepared.municipality_id}))
    invite_to(store, "bo@dorf.example", "Behausen", "team", by=BY)
    (foreign,) = open_invitations(store)

    with pytest.raises(ForeignMunicipality):
        invite(narrow, "x@x.example", place(store, "Behausen"), "moderator", is_operator=False, by=BY)
    with pytest.raises(ForeignMunicipality):
        withdraw(narrow, foreign.id, by=BY)
    with pytest.raises(ForeignMunicipality):
        set_role(narrow, "nobody", place(store, "Behausen"), None, by=BY)

    assert [one.id for one in open_invitations(store)] == [foreign.id]


def test_narrowed_store_takes_nothing_of_others_away(store: Store, prepared: Workshop) -> None:
    other = prepared_in(store, municipality="Behausen")
    narrow = store.only(frozenset({prepared.municipality_id}))
    link, _token = create_upload_link(store, other.id, label="Amt", valid=timedelta(days=1))
    status, _token = create_status_link(store, other.id, label="Amt", valid=timedelta(days=1))
    add_administration(store, other.id, [], NewBatch("a.csv", "0" * 64, "own"))
    (batch,) = batches(store, other.id)
    list_publicly(store, other.id, "Amt")
    before = workshop(store, other.id)

    for refused in (
        lambda: delete_workshop(narrow, other.id),
        lambda: revoke_upload_link(narrow, link),
        lambda: revoke_status_link(narrow, status),
        lambda: undo_batch(narrow, batch.id),
        lambda: list_publicly(narrow, other.id, "Gekapert"),
        lambda: take_back_listing(narrow, other.id),
    ):
        with pytest.raises(ForeignMunicipality):
            refused()

    assert workshop(store, other.id) == before
    assert [one.id for one in upload_links(store, other.id)] == [link]
    assert [one.id for one in status_links(store, other.id)] == [status]
    assert [one.id for one in batches(store, other.id)] == [batch.id]
    assert listed_office(store, other.id) == "Amt"


def test_narrowed_store_changes_no_account_and_no_municipality(store: Store, prepared: Workshop) -> None:
    narrow = store.only(frozenset({prepared.municipality_id}))
    mo = member(store, "mo@stadt.example", prepared.municipality)
    before = noted(store)

    for refused in (
        lambda: invite(narrow, "x@x.example", None, None, is_operator=True, by=BY),
        lambda: make_municipality(narrow, "Behausen", by=BY),
        lambda: rename_municipality(narrow, prepared.municipality_id, "Behausen", by=BY),
        lambda: reset_password(narrow, mo, by=BY),
        lambda: set_disabled(narrow, mo, True, by=BY),
        lambda: delete_person(narrow, mo, by=BY),
    ):
        with pytest.raises(ForeignMunicipality):
            refused()

    assert noted(store) == before


# limits


def test_browser_is_known_to_its_own_account_until_all_devices_are_signed_out(store: Store) -> None:
    mo, mail = member(store, "mo@stadt.example", "Ahausen"), "mo@stadt.example"
    bo = member(store, "bo@stadt.example", "Ahausen")
    for known_as, known_before in (("first", ""), ("second", "first"), ("elsewhere", "")):
        sign_in_person(store, mo, known_as=known_as, known_before=known_before)
    sign_in_person(store, bo, known_as="elsewhere")

    known = [mark_of(store, mail, token) is not None for token in ("first", "second", "elsewhere")]
    foreign = mark_of(store, "bo@stadt.example", "second")
    with store.reading() as connection:
        rows = str(connection.execute(select(known_devices)).all())
    sign_out_everywhere(store, mo)

    assert (known, foreign) == ([False, True, True], None)
    assert [is_known(store, token) for token in ("first", "elsewhere", "nowhere")] == [False, True, False]
    assert not any(word in rows for word in ("second", "elsewhere", mail))
    assert [mark_of(store, mail, token) for token in ("second", "elsewhere")] == [None, None]
    assert mark_of(store, "bo@stadt.example", "elsewhere") is not None


def test_known_browser_is_forgotten_after_its_days_and_with_a_new_password(store: Store) -> None:
    mo = member(store, "mo@stadt.example", "Ahausen")
    sign_in_person(store, mo, known_as="browser")
    take_new_password(store, reset_password(store, mo, by=BY), "new hash")
    after_reset = mark_of(store, "mo@stadt.example", "browser")
    sign_in_person(store, mo, known_as="browser")
    store.write(lambda connection: connection.execute(update(known_devices).values(valid_until=1)))

    over, is_over = mark_of(store, "mo@stadt.example", "browser"), not is_known(store, "browser")
    forget_expired(store)

    assert (after_reset, over, is_over) == (None, None, True)
    with store.reading() as connection:
        assert connection.execute(select(known_devices)).all() == []


def test_attempts_are_counted_and_taken_back(store: Store) -> None:
    those = [("account", "mo@stadt.example"), ("all", "")]
    count(store, those)
    counts, slot = count(store, those)
    take_back(store, those, slot)

    again, _slot = count(store, those)
    other, _slot = count(store, [("account", "bo@stadt.example")])

    assert (counts, again, other) == ([2, 2], [2, 2], [1])


def test_neither_account_nor_address_can_be_read_and_old_slots_go(store: Store) -> None:
    count(store, [("account", "mo@stadt.example"), ("address", "192.0.2.7")])
    with store.reading() as connection:
        rows = str(connection.execute(select(attempts)).all())
    long_ago = (attempts.c.slot - 3 * SLOT,)
    store.write(lambda connection: connection.execute(update(attempts).values(slot=long_ago[0])))
    store.write(lambda connection: connection.execute(update(day_keys).values(day=date(2026, 1, 1))))

    forget_expired(store)

    assert "mo@" not in rows
    assert "192.0.2.7" not in rows
    with store.reading() as connection:
        assert connection.execute(select(attempts)).all() == []
        assert connection.execute(select(day_keys)).all() == []
        assert connection.execute(select(people)).all() == []
