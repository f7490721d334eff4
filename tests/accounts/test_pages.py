"""The dashboard of people with accounts, run page by page: what is theirs, what they may change, and nothing else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.runtime.context import ContextProxy
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

import ui.access
from data.interest_file import Interest, NoInterest, interest_in
from data.store.access import Access, access_of_person
from data.store.audit import Actor, noted
from data.store.engine import Store
from data.store.invitations import invite, open_invitations
from data.store.links import upload_links
from data.store.members import Person
from data.store.opening import join
from data.store.people import person
from data.store.practice_cards import cards, save_cards
from data.store.roles import named_municipalities, set_role
from data.store.wording import wording
from data.store.workshops import Workshop, workshop, workshops
from tests.accounts.conftest import OTHER, OWN, account, device_of, workshop_in
from tests.dashboard import page_at, without_pages_directory
from tests.ui.conftest import pages_read
from texts.prose import standard_prose, without_parts
from web import identity, own_account, runtime
from web.identity import STAFF_COOKIE

Visit = Callable[..., AppTest]
BY = Actor()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("ACCOUNTS", "on")
        yield pages_read(tmp_path_factory.mktemp("pages"), settings)
        runtime.close()


@pytest.fixture(scope="module")
def own(store: Store) -> Workshop:
    return workshop_in(store, OWN)


@pytest.fixture(scope="module")
def other(store: Store) -> Workshop:
    return workshop_in(store, OTHER)


@pytest.fixture(scope="module")
def people(store: Store, own: Workshop, other: Workshop) -> dict[str, str]:
    """By what they are, the id of somebody."""
    token = invite(store, "betrieb@land.example", None, None, is_operator=True, by=BY)
    return {
        "moderator": account(store, "mo@stadt.example", OWN, "moderator"),
        "team": account(store, "team@stadt.example", OWN, "team"),
        "foreign": account(store, "bo@dorf.example", OTHER, "moderator"),
        "operator": join(store, token, name="Betrieb", password_hash=None),
    }


@pytest.fixture
def visit(store: Store, people: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Opens a page as one of them."""

    def open_page(address: str, who: str, **query: str) -> AppTest:
        monkeypatch.setattr(ContextProxy, "cookies", {STAFF_COOKIE: device_of(store, people[who])})
        monkeypatch.setattr(PagesManager, "__init__", without_pages_directory)
        app = page_at(address)
        app.query_params.update(query)
        return app.run()

    return open_page


def everything(app: AppTest) -> str:
    """All words of a page, with those of its inputs."""
    assert not app.exception
    texts = [one.proto.body for one in app.get("html")] + [str(one.value) for one in app.text]
    options = [option for one in [*app.selectbox, *app.radio] for option in one.options]
    return "\n".join([*texts, *options, *(one.value for one in app.get("code")), *(one.label for one in app.button)])


def test_list_has_own_workshops_alone(visit: Visit, own: Workshop, other: Workshop) -> None:
    said = everything(visit("", "moderator"))

    assert own.title in said
    assert own.code in said
    assert [one for one in (other.title, other.code, OTHER) if one in said] == []


@pytest.mark.parametrize("address", ["cockpit", "ablauf", "ueberblick", "bericht", "massnahmen", "durchgaenge"])
def test_address_of_a_foreign_workshop_shows_the_own_one(
    visit: Visit, own: Workshop, other: Workshop, address: str
) -> None:
    foreign = everything(visit(address, "moderator", w=other.id))
    unknown = everything(visit(address, "moderator", w="f" * 32))

    assert [one for one in (other.title, other.code, OTHER) if one in foreign] == []
    assert (OWN in foreign, OWN in unknown) == (True, True)


def test_new_workshop_is_of_an_own_municipality(visit: Visit, store: Store, own: Workshop) -> None:
    app = visit("", "moderator")
    (place,) = [one for one in app.selectbox if one.label == "Kommune"]
    assert "Probe starten" not in [one.label for one in app.button]  # it would take the machine from all others

    next(one for one in app.button if one.label == "Workshop anlegen").click().run()

    assert place.options == [OWN]
    assert [one.label for one in app.button if one.label == "Beispiel-Workshop laden"] == []
    new = [one for one in workshops(store) if one.municipality == OWN and one.id != own.id]
    assert len(new) == 1
    assert "workshop_made" in [one.what for one in noted(store.only(frozenset({own.municipality_id})))]


def test_moderator_invites_to_own_municipalities(visit: Visit, store: Store, own: Workshop) -> None:
    app = visit("personen", "moderator")
    (place,) = [one for one in app.selectbox if one.label == "Kommune"]
    assert place.options == [OWN]

    app.text_input(key="invite-email").input("Neu@stadt.example")
    next(one for one in app.button if one.label == "Einladen").click().run()

    assert "/einladung/" in "".join(one.value for one in app.get("code"))
    assert [(one.email, one.municipality, one.role) for one in open_invitations(store)] == [
        ("neu@stadt.example", OWN, "moderator")
    ]
    assert "bo@dorf.example" not in everything(app)


def test_moderator_changes_roles_and_not_their_own(
    visit: Visit, store: Store, people: dict[str, str], own: Workshop
) -> None:
    app = visit("personen", "moderator")
    team, place = people["team"], own.municipality_id

    app.radio(key=f"role-{team}-{place}").set_value("comoderator").run()
    app.button(key=f"save-{team}-{place}").click().run()

    changed = person(store, team)
    assert changed is not None
    assert changed.roles == {place: "comoderator"}
    assert [one.key for one in app.button if one.key and people["moderator"] in one.key] == []
    set_role(store, team, place, "team", by=BY)


def test_dialog_that_stands_open_does_nothing_once_the_role_is_gone(
    visit: Visit, store: Store, people: dict[str, str], own: Workshop, other: Workshop
) -> None:
    account(store, "bo@dorf.example", OWN, "moderator")
    app = visit("", "foreign", w=own.id)
    app.button(key=f"choose-{own.id}").click().run()
    set_role(store, people["foreign"], own.municipality_id, None, by=BY)

    app = app.run()

    now = everything(app)
    assert [one for one in (own.title, own.code) if one in now] == []
    assert workshop(store, own.id) is not None


def test_page_asks_once_who_is_looking(
    visit: Visit, store: Store, own: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, ask = [], ui.access.access_of

    def ask_and_count(*args: Any) -> Access | None:
        asked.append(args)
        return ask(*args)

    monkeypatch.setattr(ui.access, "access_of", ask_and_count)
    for address in ("", "personen"):
        asked.clear()
        app = visit(address, "moderator", w=own.id)
        first = len(asked)
        app.run()

        assert not app.exception
        assert (first, len(asked)) == (1, 2)


@pytest.mark.parametrize("address", ["/konto", "/raeume"])
def test_light_page_asks_once_who_is_looking(
    store: Store, people: dict[str, str], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    asked, ask = [], identity.access_of

    def ask_and_count(*args: Any) -> Access | None:
        asked.append(args)
        return ask(*args)

    monkeypatch.setattr(identity, "access_of", ask_and_count)
    cookies = {STAFF_COOKIE: device_of(store, people["moderator"])}
    with TestClient(Starlette(routes=own_account.routes()), cookies=cookies) as client:
        page = client.get(address)

    assert (page.status_code, len(asked)) == (200, 1)


def test_next_run_of_a_page_knows_what_was_taken_away(visit: Visit, store: Store, own: Workshop) -> None:
    leaver = account(store, "leaver@stadt.example", OWN, "moderator")
    app = visit("personen", "moderator")
    app.session_state["_found"] = access_of_person(Person(leaver, "L", "l", is_operator=True))

    assert OTHER not in everything(app.run())


def test_part_of_the_store_that_is_theirs_no_more_takes_no_change(
    visit: Visit, people: dict[str, str], store: Store, own: Workshop
) -> None:
    app = AppTest.from_function(changes_what_it_had_before)
    visit("", "moderator")
    app.query_params["w"] = own.id

    app.run()

    assert [one.value for one in app.text] == ["refused"]
    found = workshop(store, own.id)
    assert found is not None
    assert found.title != "Alles"


def changes_what_it_had_before() -> None:
    """A page that still holds the store of the Betrieb, which is that of all municipalities."""
    import streamlit as st

    from data.store.workshops import change_workshop
    from ui import access

    if access.was_refused():
        st.text("refused")
        st.stop()
    change_workshop(access.store("operator").only(None), st.query_params["w"], title="Alles")


def test_operator_takes_the_role_of_the_operator_away(visit: Visit, store: Store, people: dict[str, str]) -> None:
    token = invite(store, "zwei@land.example", None, None, is_operator=True, by=BY)
    two = join(store, token, name="Zwei", password_hash=None)
    app = visit("personen", "operator")

    app.button(key=f"operator-{two}").click().run()

    found = person(store, two)
    assert found is not None
    assert not found.is_operator
    assert "hat Zwei die Rolle Betrieb genommen" in str([one.proto for one in app.get("html")] + [app.main])
    assert not [one for one in app.button if one.key == f"operator-{people['operator']}"]


def test_operator_sees_accounts_and_no_workshop(visit: Visit, own: Workshop, other: Workshop) -> None:
    said = everything(visit("personen", "operator")) + everything(visit("", "operator"))

    assert [one for one in (own.title, own.code, other.title, other.code) if one in said] == []
    assert "mo@stadt.example" in said
    assert OWN in said


def test_operator_makes_a_municipality_once(visit: Visit, store: Store) -> None:
    app = visit("", "operator")
    app.text_input(key="municipality-made").input("Cehausen")
    next(one for one in app.button if one.label == "Kommune anlegen").click().run()
    app.text_input(key="municipality-made").input("cehausen")
    next(one for one in app.button if one.label == "Kommune anlegen").click().run()

    assert [one.name for one in named_municipalities(store)].count("Cehausen") == 1
    assert [one.value for one in app.error] == ["Eine Kommune mit diesem Namen gibt es schon."]


def test_operator_gives_a_link_for_a_new_password(visit: Visit, people: dict[str, str]) -> None:
    app = visit("personen", "operator")

    app.button(key=f"reset-{people['team']}").click().run()

    assert "/einladung/" in "".join(one.value for one in app.get("code"))


def test_texts_of_the_instance_are_the_operators(visit: Visit, store: Store) -> None:
    def labels(who: str) -> list[str]:
        return [one.label for one in visit("info-impressum", who).expander]

    assert labels("moderator") == []
    assert labels("operator") == ["Text bearbeiten", "Englischen Text bearbeiten"]
    assert wording(store, "impressum", "de") is None


def test_team_uploads_by_a_link_of_its_own(visit: Visit, store: Store, own: Workshop) -> None:
    app = visit("", "team", w=own.id)

    assert not app.exception
    assert "Datei hochladen" in everything(app)
    assert OTHER not in everything(app)
    assert [one.label for one in upload_links(store, own.id)] == ["team"]


def test_team_chooses_among_its_own_workshops(visit: Visit, store: Store, own: Workshop, other: Workshop) -> None:
    more = workshop_in(store, OWN)
    app = visit("", "team", w=own.id)

    (chosen,) = [one for one in app.selectbox if one.label == "Für welchen Workshop?"]
    chosen.set_value(more.id).run()

    assert app.query_params["w"] in (more.id, [more.id])
    assert len(chosen.options) == len([one for one in workshops(store) if one.municipality == OWN])
    assert OTHER not in everything(app)


def test_own_practice_cards_are_the_municipalitys(store: Store, own: Workshop, other: Workshop) -> None:
    here, there = (store.only(frozenset({one.municipality_id})) for one in (own, other))

    save_cards(here, {"kita": "hier"})
    save_cards(there, {"kita": "dort"})

    assert (cards(here), cards(there), cards(store)) == ({"kita": "hier"}, {"kita": "dort"}, {})


INTEREST = (
    '{"kind": "interest", "version": 1, "municipality": " Muster  lingen ", '
    '"email": "i@m.example", "why_now": "geheim"}'
)


def test_file_of_an_interest_says_municipality_and_address() -> None:
    assert interest_in(INTEREST.encode()) == Interest("Muster lingen", "i@m.example")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", INTEREST.replace("interest", "other"), INTEREST.replace(": 1", ": 2"), "{" * 5000]
)
def test_what_is_no_interest_is_refused(text: str) -> None:
    with pytest.raises(NoInterest):
        interest_in(text.encode())


def test_form_and_reader_of_an_interest_agree() -> None:
    from content.interest import KIND, VERSION, interest_questions
    from texts.words import words

    assert (KIND, VERSION) == ("interest", 1)
    assert {"municipality", "email"} <= {one.id for one in interest_questions(words("de"))}


@pytest.mark.parametrize(
    ("address", "who", "heading"), [("personen", "moderator", "Personen"), ("", "operator", "Kommunen")]
)
def test_pages_unfold_what_the_help_says_of_them(visit: Visit, address: str, who: str, heading: str) -> None:
    app = visit(address, who)

    unfolded = [one.proto.body for one in app.get("html") if f"<h2>{heading}</h2>" in one.proto.body]
    assert any("<ul>" in one for one in unfolded)


def test_help_without_accounts_says_nothing_of_them() -> None:
    for language in ("de", "en"):
        text = without_parts(standard_prose("hilfe", language), "personen", "kommunen")

        assert "{personen}" not in text
        assert "{kommunen}" not in text
        assert text.count("# ") == standard_prose("hilfe", language).count("# ") - 2
