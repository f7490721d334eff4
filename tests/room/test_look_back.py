"""What became of the measures of the run before: on Leinwand and phones, set from the Regie and by a link."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from time import sleep

import httpx
import pytest
from sqlalchemy import text

from analysis.action_plan import Draft, Measure
from analysis.stage import Place
from data.evening import evening
from data.store.access import Role
from data.store.engine import Store
from data.store.measures import add_measure, measures
from data.store.releases import release, reveal
from data.store.stages import move, stage
from data.store.status_links import create_status_link, revoke_status_link, status_links
from data.store.workshops import Workshop, next_run
from phone.rooms import FRESH_SECONDS
from tests.room.conftest import Device, filled
from tests.room.test_protocol import read
from tests.running import RunningServer

Devices = Callable[[Role | None, Workshop], Device]
REGIE = "/regie/{code}/rueckblick"
SHEET = Draft(what="Ein Blatt in sechs Sprachen", who="Jugendamt", person="Vorname Nachname", due=date(2027, 1, 31))
ROUND = Draft(what="Abendrunde mit Eltern", who="", status="begun")
SECRET = "Der Bürgermeister wollte nicht."


@pytest.fixture
def agreed(store: Store, workshop: Workshop) -> list[Measure]:
    """Two measures of the filled example."""
    return [add_measure(store, workshop.id, one) for one in (SHEET, ROUND)]


@pytest.fixture
def now(store: Store, workshop: Workshop, agreed: list[Measure]) -> Workshop:
    """The prepared run that continues it; the room looks back."""
    new = next_run(store, workshop.id, date(2028, 3, 4))
    move(store, new.id, replace(stage(store, new.id), place=Place("rueckblick")))
    return new


@pytest.fixture
def anybody(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.base, timeout=20) as client:
        yield client


def test_the_show_looks_back_before_the_answers_only_where_something_was_agreed(
    devices: Devices, store: Store, now: Workshop
) -> None:
    steering = devices("moderator", now)
    place = stage(store, now.id)
    assert steering.move("zurueck").status_code == 200
    assert stage(store, now.id).place == Place("spielregeln")
    assert steering.move("weiter").status_code == 200
    assert stage(store, now.id).place == Place("rueckblick")
    assert steering.move("weiter").status_code == 200
    assert stage(store, now.id).place == Place("antworten")
    assert place.place == Place("rueckblick")

    without = filled(store)
    other = devices("moderator", without)
    assert other.move("zu", kind="rueckblick", slide="").status_code == 422
    assert "Was wurde daraus?" not in other.get("/regie/{code}/folien").text


def test_leinwand_and_phones_show_what_who_and_how_far_and_no_name(
    devices: Devices, anybody: httpx.Client, now: Workshop
) -> None:
    screen = devices("screen", now)
    seen = [read(screen.picture(size)["html"]) for size in ("wall", "wall43")]
    phone = anybody.get(f"/t/{now.code}/jetzt")
    watching = anybody.get(f"/t/{now.code}/mitschauen")
    assert phone.status_code == watching.status_code == 200
    assert anybody.get(f"/api/t/{now.code}/state").json()["show"] == "slide"

    for said in (*seen, read(phone.text), read(watching.text)):
        assert "2 Maßnahmen waren vereinbart: 1 begonnen und 1 geplant" in said
        assert SHEET.what in said and "Jugendamt · 31. Januar 2027" in said and "noch offen" in said
        assert "Nachname" not in said


def test_phones_wait_again_once_the_room_goes_on(
    devices: Devices, anybody: httpx.Client, store: Store, now: Workshop
) -> None:
    move(store, now.id, replace(stage(store, now.id), place=Place("antworten")))

    assert anybody.get(f"/api/t/{now.code}/state").json()["show"] == "wait"
    assert SHEET.what not in anybody.get(f"/t/{now.code}").text


@pytest.mark.parametrize("role", ["moderator", "comoderator"])
def test_one_tap_sets_a_status_and_leinwand_follows(
    devices: Devices, store: Store, workshop: Workshop, now: Workshop, agreed: list[Measure], role: Role
) -> None:
    steering, screen = devices(role, now), devices("screen", now)
    before = screen.picture()["stand"]

    page = steering.get(REGIE).text
    tapped = steering.client.post(REGIE.format(code=now.code), data=_form(page, agreed[0].id) | {"status": "done"})

    assert tapped.status_code == 303
    assert [one.status for one in measures(store, workshop.id)] == ["done", "begun"]
    assert measures(store, workshop.id)[0].person == SHEET.person
    picture = screen.picture()
    assert picture["stand"] != before
    assert "1 erledigt und 1 begonnen" in read(picture["html"])


def test_reasons_stand_in_the_regie_alone(
    devices: Devices, anybody: httpx.Client, store: Store, workshop: Workshop, now: Workshop, agreed: list[Measure]
) -> None:
    steering = devices("moderator", now)
    form = _form(steering.get(REGIE).text, agreed[0].id)

    without = steering.client.post(REGIE.format(code=now.code), data=form | {"status": "dropped", "grund": " "})
    assert without.status_code == 422 and "Verworfen? Bitte schreiben Sie in einem Satz, warum." in without.text
    assert steering.client.post(REGIE.format(code=now.code), data=form | {"status": "dropped", "grund": SECRET})

    assert measures(store, workshop.id)[0].status_reason == SECRET
    assert SECRET in read(steering.get(REGIE).text)
    for said in (
        devices("screen", now).picture()["html"],
        anybody.get(f"/t/{now.code}/mitschauen").text,
        anybody.get(f"/t/{now.code}/jetzt").text,
        steering.get("/regie/{code}").text,
    ):
        assert SECRET not in read(said)


def test_an_old_page_overwrites_nothing(
    devices: Devices, store: Store, workshop: Workshop, now: Workshop, agreed: list[Measure]
) -> None:
    steering = devices("moderator", now)
    old = _form(steering.get(REGIE).text, agreed[0].id)
    path = REGIE.format(code=now.code)
    assert steering.client.post(path, data=old | {"status": "done"}).status_code == 303

    late = steering.client.post(path, data=old | {"status": "planned"})

    assert late.status_code == 409 and "Inzwischen hat jemand anders" in late.text
    assert measures(store, workshop.id)[0].status == "done"


@pytest.mark.parametrize("role", ["screen", "scribe", "team", None])
def test_who_does_not_steer_sets_nothing(
    devices: Devices, store: Store, workshop: Workshop, now: Workshop, agreed: list[Measure], role: Role | None
) -> None:
    device = devices(role, now) if role != "team" else devices(None, now)
    form = {"massnahme": agreed[0].id, "fassung": agreed[0].version, "status": "done"}

    assert device.get(REGIE).status_code == 403
    assert device.client.post(REGIE.format(code=now.code), data=form).status_code == 403
    assert measures(store, workshop.id)[0].status == "planned"


def test_regie_reaches_no_measures_but_those_of_the_run_before(devices: Devices, store: Store, now: Workshop) -> None:
    other = filled(store)
    foreign = add_measure(store, other.id, SHEET)
    steering = devices("comoderator", now)
    form = {"massnahme": foreign.id, "fassung": foreign.version, "status": "done"}

    assert steering.client.post(REGIE.format(code=now.code), data=form).status_code == 422
    assert devices("moderator", other).get(REGIE).text.count("<form") == 0

    assert measures(store, other.id) == [foreign]


def test_link_lists_the_measures_and_nothing_else_and_takes_a_status(
    anybody: httpx.Client, store: Store, workshop: Workshop, agreed: list[Measure]
) -> None:
    _id, token = create_status_link(store, workshop.id, label="Amt", valid=timedelta(days=7))
    page = anybody.get(f"/stand/{token}")
    assert page.status_code == 200
    said = read(page.text)
    assert SHEET.what in said and ROUND.what in said and "Jugendamt · 31. Januar 2027" in said
    for kept in ("Nachname", workshop.code, workshop.id, workshop.title):
        assert kept not in page.text
    assert "script" not in page.text and page.headers["cache-control"] == "no-store"

    form = _listed(page.text) | said_of(agreed[0], "begun", "Die Übersetzung läuft.")
    taken = anybody.post(f"/stand/{token}", data=form)

    assert taken.status_code == 303
    assert "Gespeichert. Danke!" in anybody.get(taken.headers["location"]).text
    one = measures(store, workshop.id)[0]
    assert (one.status, one.status_reason, one.person) == ("begun", "Die Übersetzung läuft.", SHEET.person)
    assert status_links(store, workshop.id)[0].changes == 1
    assert not anybody.cookies


def test_link_says_what_was_not_stored_and_keeps_the_words(
    anybody: httpx.Client, store: Store, workshop: Workshop, agreed: list[Measure]
) -> None:
    link, token = create_status_link(store, workshop.id, label="Amt", valid=timedelta(days=7))
    one = agreed[0]
    form = _listed(anybody.get(f"/stand/{token}").text)

    long = anybody.post(f"/stand/{token}", data=form | said_of(one, "begun", "a" * 501))
    assert long.status_code == 422 and "a" * 501 in long.text
    assert anybody.post(f"/stand/{token}", data=form | said_of(one, "nie")).status_code == 422
    anybody.post(f"/stand/{token}", data=form | said_of(one, "done"))
    late = anybody.post(f"/stand/{token}", data=form | said_of(one, "planned", "Noch nicht."))
    assert late.status_code == 409 and "Noch nicht." in late.text
    assert measures(store, workshop.id)[0].status == "done"

    revoke_status_link(store, link)
    for reply in (anybody.get(f"/stand/{token}"), anybody.post(f"/stand/{token}", data=form | said_of(one, "done"))):
        assert reply.status_code == 410 and "Dieser Link gilt nicht mehr." in reply.text


def test_one_form_stores_all_that_was_said(
    anybody: httpx.Client, store: Store, workshop: Workshop, agreed: list[Measure]
) -> None:
    _id, token = create_status_link(store, workshop.id, label="Amt", valid=timedelta(days=7))
    page = anybody.get(f"/stand/{token}").text
    sheet, evenings = agreed
    assert page.count("<form") == 1 and page.count("<button") == 1

    form = _listed(page) | said_of(sheet, "begun", "Läuft.") | said_of(evenings, "done", "Drei Abende.")
    anybody.post(f"/stand/{token}", data=form)

    stored = {one.id: (one.status, one.status_reason) for one in measures(store, workshop.id)}
    assert stored == {sheet.id: ("begun", "Läuft."), evenings.id: ("done", "Drei Abende.")}
    assert status_links(store, workshop.id)[0].changes == 2
    again = anybody.post(f"/stand/{token}", data=_listed(anybody.get(f"/stand/{token}").text))
    assert "Sie haben nichts geändert." in anybody.get(again.headers["location"]).text
    assert status_links(store, workshop.id)[0].changes == 2


def test_what_is_refused_stays_at_its_measure_and_the_rest_is_stored(
    anybody: httpx.Client, store: Store, workshop: Workshop, agreed: list[Measure]
) -> None:
    _id, token = create_status_link(store, workshop.id, label="Amt", valid=timedelta(days=7))
    sheet, evenings = agreed
    form = _listed(anybody.get(f"/stand/{token}").text) | said_of(sheet, "done", "Liegt aus.")

    refused = anybody.post(f"/stand/{token}", data=form | said_of(evenings, "dropped", " "))

    said = read(refused.text)
    assert refused.status_code == 422
    assert "Eine Angabe ist gespeichert." in said and "Eine Angabe ist noch nicht gespeichert." in said
    at_it = refused.text.partition(f'id="m-{evenings.id}"')[2].partition("</section>")[0]
    assert "Verworfen? Bitte schreiben Sie in einem Satz, warum." in at_it and 'aria-invalid="true"' in at_it
    assert refused.text.count("Verworfen? Bitte") == 1
    filled_in = _listed(refused.text)
    assert filled_in[f"status-{evenings.id}"] == "dropped"
    assert {one.id: one.status for one in measures(store, workshop.id)} == {sheet.id: "done", evenings.id: "begun"}

    anybody.post(f"/stand/{token}", data=filled_in | said_of(evenings, "dropped", "Niemand kam."))
    assert {one.id: one.status for one in measures(store, workshop.id)} == {sheet.id: "done", evenings.id: "dropped"}


def test_what_was_not_touched_overwrites_nobody(
    anybody: httpx.Client, store: Store, workshop: Workshop, agreed: list[Measure]
) -> None:
    _id, token = create_status_link(store, workshop.id, label="Amt", valid=timedelta(days=7))
    sheet, evenings = agreed
    old = _listed(anybody.get(f"/stand/{token}").text)
    anybody.post(f"/stand/{token}", data=old | said_of(sheet, "done"))

    taken = anybody.post(f"/stand/{token}", data=old | said_of(evenings, "done"))

    assert taken.status_code == 303
    assert {one.status for one in measures(store, workshop.id)} == {"done"}


def test_link_is_read_in_another_language(
    anybody: httpx.Client, store: Store, workshop: Workshop, agreed: list[Measure]
) -> None:
    _id, token = create_status_link(store, workshop.id, label="Amt", valid=timedelta(days=7))
    page = anybody.get(f"/stand/{token}").text
    assert '<a href="?lang=en" lang="en" hreflang="en">English</a>' in page

    assert "What has become of it?" in anybody.get(f"/stand/{token}?lang=en").text


def test_another_site_cannot_set_a_status(
    anybody: httpx.Client, store: Store, workshop: Workshop, agreed: list[Measure]
) -> None:
    _id, token = create_status_link(store, workshop.id, label="Amt", valid=timedelta(days=7))
    form = _listed(anybody.get(f"/stand/{token}").text) | said_of(agreed[0], "done")

    assert anybody.post(f"/stand/{token}", data=form, headers={"Origin": "https://anderswo.test"}).status_code == 403

    assert measures(store, workshop.id)[0].status == "planned"


@pytest.fixture
def compared(store: Store, workshop: Workshop) -> Workshop:
    """A filled example that continues another one, of which a result was shown; itself not revealed yet."""
    then = filled(store)
    reveal(store, then.id, "overview")
    linking = text("UPDATE workshops SET follows = :then WHERE id = :now")
    store.write(lambda connection: connection.execute(linking, {"then": then.id, "now": workshop.id}))
    return workshop


def test_a_comparison_is_a_result_and_seen_only_once_it_is_revealed(
    devices: Devices, anybody: httpx.Client, store: Store, compared: Workshop
) -> None:
    steering, screen = devices("moderator", compared), devices("screen", compared)
    view = "vergleich?sicht=felder"
    assert "vergleich" not in steering.get("/regie/{code}/folien").text
    assert steering.move("zu", kind="folie", slide=view).status_code == 422
    closed = release(store, compared.id)
    assert closed is not None and not closed.revealed

    reveal(store, compared.id, "overview")
    move(store, compared.id, replace(stage(store, compared.id), place=Place("antworten")))
    sentence = "In keinem Handlungsfeld ist der Unterschied"
    places = (f"/t/{compared.code}/jetzt", f"/t/{compared.code}/mitschauen")
    assert all(sentence not in read(anybody.get(place).text) for place in places)
    assert sentence not in read(screen.picture()["html"])

    assert steering.move("zu", kind="folie", slide=view).status_code == 200

    assert sentence in read(screen.picture()["html"]) and 'class="change small"' in screen.picture()["html"]
    sleep(FRESH_SECONDS + 0.1)
    for place in places:
        said = read(anybody.get(place).text)
        assert sentence in said and "Unterschied zu klein zum Deuten" in said
    assert sentence in read(steering.get("/regie/{code}").text)
    group = f"{view}&gruppen=verwaltung"
    assert steering.move("zu", kind="folie", slide=group).status_code == 200
    sleep(FRESH_SECONDS + 0.1)
    assert "Verwaltung: In keinem" in read(anybody.get(places[1]).text)
    assert steering.move("zu", kind="folie", slide=f"{view}&gruppen=nie").status_code == 422


def test_the_show_compares_behind_the_overview_and_before_the_differences(store: Store, compared: Workshop) -> None:
    from content.show import default_show

    reveal(store, compared.id, "overview")
    now = evening(store, compared.id)
    assert now is not None and now.results is not None

    pages = [place.slide.partition("?")[0] for place in default_show(now.results) if place.slide]

    kept = [page for at, page in enumerate(pages) if at == 0 or pages[at - 1] != page]
    assert kept[:3] == ["ueberblick", "vergleich", "unterschiede"]
    assert pages.count("vergleich") == 3


def _form(page: str, measure_id: str) -> dict[str, str]:
    """The hidden fields of this measure's form."""
    found = re.search(rf'name="massnahme" value="{measure_id}"><input type="hidden" name="fassung" value="(\w+)"', page)
    assert found is not None
    return {"massnahme": measure_id, "fassung": found[1]}


def _listed(page: str) -> dict[str, str]:
    """The form behind a link, as a browser would send it untouched."""
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    fields |= dict(re.findall(r'type="radio" name="([^"]+)" value="([^"]*)" required checked', page))
    return fields | dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', page))


def said_of(one: Measure, status: str, sentence: str = "") -> dict[str, str]:
    return {f"status-{one.id}": status, f"satz-{one.id}": sentence}
