"""Links by which teams upload: moderators make and revoke them; a team sees the upload and nothing else."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from data.store.access import Access, role_of
from data.store.engine import Store
from data.store.links import create_upload_link, redeem_upload_link, revoke_upload_link, upload_links
from data.store.workshops import Workshop, change_workshop, delete_workshop
from tests.e2e.stages import RESULT_PAGES, demo_workshop, new_workshop
from web.identity import hashed

from .conftest import Visit
from .test_pages import TEXTS, WITH_WORKSHOP, drawings, elements, headings, html_of

OVER = "Dieser Link gilt nicht mehr. Bitten Sie die Moderation um einen neuen."
LABEL = "Für wen ist der Link? (zum Beispiel Jugendamt)"
A_DAY = timedelta(days=1)

Team = Callable[[Workshop], tuple[str, str]]


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return new_workshop(store, is_open=True)


@pytest.fixture(scope="module")
def revealed(store: Store) -> Workshop:
    """A workshop whose results everybody in the room has seen."""
    return demo_workshop(store, shown=RESULT_PAGES)


@pytest.fixture
def team(store: Store) -> Team:
    """Opens a new link of a workshop: the link's id and the device's token."""

    def open_link(of: Workshop) -> tuple[str, str]:
        link_id, token = create_upload_link(store, of.id, label="Jugendamt", valid=A_DAY)
        redeemed = redeem_upload_link(store, token)
        assert redeemed is not None
        return link_id, redeemed[1]

    return open_link


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def make_link(app: AppTest, label: str, days: int = 7) -> AppTest:
    next(field for field in app.text_input if field.label == LABEL).input(label)
    next(choice for choice in app.radio if choice.label == "Der Link gilt").set_value(days)
    return press(app, "Link erstellen")


def test_link_is_shown_once_and_opens_its_workshop(visit: Visit, store: Store, workshop: Workshop) -> None:
    app = make_link(visit("hochladen", workshop=workshop.id), "Jugendamt", days=30)

    (shown,) = [code.value for code in app.code]
    address, _, token = shown.rpartition("/")
    assert not app.exception
    assert address == "http://127.0.0.1:8501/team"
    opened = redeem_upload_link(store, token)
    assert opened is not None
    assert opened[0] == workshop.id
    assert len(app.warning) == 1
    assert [code.value for code in app.run().code] == []


def test_links_are_listed_with_their_last_day(visit: Visit, store: Store, workshop: Workshop) -> None:
    app = make_link(visit("hochladen", workshop=workshop.id), "<b>Jugend</b>amt", days=14)

    (link,) = upload_links(store, workshop.id)
    last_day = link.valid_until.astimezone()
    assert f"<p>&lt;b&gt;Jugend&lt;/b&gt;amt: gültig bis {last_day:%d.%m.%Y}</p>" in html_of(app)


def test_expired_link_says_so(visit: Visit, store: Store, workshop: Workshop) -> None:
    create_upload_link(store, workshop.id, label="Rat", valid=-A_DAY)

    assert re.findall(r"Rat: (\w+) am", html_of(visit("hochladen", workshop=workshop.id))) == ["abgelaufen"]


def test_link_needs_a_name(visit: Visit, store: Store, workshop: Workshop) -> None:
    app = make_link(visit("hochladen", workshop=workshop.id), "  ")

    assert [error.value for error in app.error] == ["Bitte angeben, für wen der Link ist."]
    assert upload_links(store, workshop.id) == []


def test_revoked_link_leaves_the_list_and_its_devices_are_out(
    visit: Visit, store: Store, workshop: Workshop, team: Team
) -> None:
    _link, device = team(workshop)
    app = visit("hochladen", workshop=workshop.id)

    press(app, "Widerrufen")

    assert upload_links(store, workshop.id) == []
    assert role_of(store, hashed(device)) is None
    assert "Jugendamt" not in html_of(app)


def test_team_is_offered_the_upload_and_the_texts(visit: Visit, workshop: Workshop, team: Team) -> None:
    _link, device = team(workshop)

    app = visit(device=device)

    assert [page["url_pathname"] for page in app._registered_pages.values()] == ["", *TEXTS]
    assert headings(app) == [f"Datei hochladen · {workshop.municipality}"]
    assert [one.label for one in app.text_input if one.label == LABEL] == []
    assert "Teams hochladen lassen" not in str(app.main)
    assert list(app.sidebar.radio) == []


@pytest.mark.parametrize("address", ["", *WITH_WORKSHOP])
@pytest.mark.parametrize("window", [{}, {"leinwand": "1"}])
def test_every_other_address_leads_a_team_to_the_upload(
    visit: Visit, revealed: Workshop, team: Team, address: str, window: dict[str, str]
) -> None:
    _link, device = team(revealed)

    app = visit(address, device=device, workshop=revealed.id, sicht="karte", **window)

    assert not app.exception
    assert headings(app) == [f"Datei hochladen · {revealed.municipality}"]
    assert drawings(app) == []
    assert re.findall(r"\d,\d", html_of(app)) == []
    assert 'action="/abmelden"' in html_of(app)  # with the menu, not as a screen


@pytest.mark.parametrize("address", TEXTS)
def test_team_reads_the_texts_and_changes_none(visit: Visit, workshop: Workshop, team: Team, address: str) -> None:
    _link, device = team(workshop)

    app = visit(address, device=device)

    assert not app.exception
    assert len(headings(app)) == 1
    assert [*app.text_area, *app.button, *app.expander] == []


def test_team_stays_in_its_own_workshop(visit: Visit, workshop: Workshop, revealed: Workshop, team: Team) -> None:
    _link, device = team(workshop)

    app = visit(device=device, workshop=revealed.id)

    assert app.query_params["w"] == workshop.id


def test_archived_workshop_takes_nothing_from_teams(visit: Visit, store: Store, workshop: Workshop, team: Team) -> None:
    _link, device = team(workshop)
    change_workshop(store, workshop.id, archived=True)

    app = visit(device=device)

    assert [one.value for one in app.info] == [
        "Dieser Workshop nimmt gerade keine Dateien an. Bitte fragen Sie die Moderation."
    ]
    assert {one.type for one in elements(app)} <= {"html", "info", "alert", "page_link"}


def expire(store: Store, _link: str, _of: Workshop) -> None:
    store.write(lambda connection: connection.execute(text("UPDATE upload_links SET valid_until = 1")))


def revoke(store: Store, link: str, _of: Workshop) -> None:
    revoke_upload_link(store, link)


def delete(store: Store, _link: str, of: Workshop) -> None:
    delete_workshop(store, of.id)


@pytest.mark.parametrize("end", [expire, revoke, delete])
def test_next_click_after_the_end_says_what_to_do(
    visit: Visit, store: Store, workshop: Workshop, team: Team, end: Callable[[Store, str, Workshop], None]
) -> None:
    link, device = team(workshop)
    app = visit(device=device)

    end(store, link, workshop)
    app.run()

    assert [one.value for one in app.info] == [OVER]
    assert workshop.municipality not in html_of(app)


def test_signing_out_all_other_devices_signs_teams_out(
    visit: Visit, store: Store, workshop: Workshop, team: Team
) -> None:
    link, device = team(workshop)
    before = role_of(store, hashed(device))

    press(visit("cockpit", workshop=workshop.id), "Alle anderen Geräte abmelden")

    assert before == Access("team", workshop.id, link)
    assert role_of(store, hashed(device)) is None
