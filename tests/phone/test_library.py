"""The Bibliothek as light pages: moderators read and print it, everyone else only where it is public."""

from collections.abc import Iterator

import httpx
import pytest

from data.own_cards import keep
from tests.data.test_library_file import DIALOGUE
from tests.data.test_own_cards import VALUES
from tests.e2e.stages import demo_workshop, new_workshop
from tests.phone.conftest import new_key
from tests.running import RunningServer

ITEM = "/wissen/erzaehlabend"
TALK = """
kind: leadership
id: gespraech
title: {de: Gespräch}
summary: {de: Eine Stunde.}
sections: [{title: {de: Wozu}, text: [{de: Zum Reden.}]}]
"""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    folder = tmp_path_factory.mktemp("own") / "library" / "dialoge"
    folder.mkdir(parents=True)
    (folder / "erzaehlabend.yaml").write_text(DIALOGUE.replace("Getränke", "<b>Tee</b> & {place}"), encoding="utf-8")
    (folder.parent / "leitung").mkdir()
    (folder.parent / "leitung" / "gespraech.yaml").write_text(TALK, encoding="utf-8")
    settings = {"LIBRARY": str(folder.parent), "LIBRARY_PUBLIC": "on"}
    running = RunningServer(tmp_path_factory.mktemp("public"), settings=settings)
    yield running
    running.stop()


def test_closed_library_is_for_moderators(server: RunningServer) -> None:
    for place in ("/wissen", ITEM):
        assert httpx.get(server.base + place).status_code == 404

    with httpx.Client(base_url=server.base) as client:
        client.get(f"/anmelden/{new_key(server)}")
        assert client.get("/wissen").status_code == 200


def test_public_library_is_for_everyone(public: RunningServer) -> None:
    page = httpx.get(f"{public.base}/wissen").text

    assert 'href="/wissen/erzaehlabend?lang=de"' in page
    assert "Story evening" in httpx.get(f"{public.base}/wissen?lang=en").text


def test_item_is_escaped_and_its_gaps_stay_open(public: RunningServer) -> None:
    page = httpx.get(public.base + ITEM).text

    assert "&lt;b&gt;Tee&lt;/b&gt; &amp; [Ort]" in page
    assert "In [Name der Kommune] am [Tag des Workshops]" in page


def test_search_that_finds_nothing_says_so(public: RunningServer) -> None:
    found = {words: httpx.get(f"{public.base}/wissen", params={"suche": words}).text for words in ("Tee", "<b>Kaffee")}

    assert "Erzählabend" in found["Tee"]
    assert "Dazu steht hier nichts." in found["<b>Kaffee"]
    assert 'value="&lt;b&gt;Kaffee"' in found["<b>Kaffee"]


@pytest.mark.parametrize("place", ["/wissen/gibtesnicht", "/wissen/..%2Fconfig", "/wissen/erzaehlabend.yaml"])
def test_unknown_item_is_a_page_that_says_so(public: RunningServer, place: str) -> None:
    answer = httpx.get(public.base + place)

    assert (answer.status_code, "Diese Seite gibt es nicht." in answer.text) == (404, True)


def test_moderators_print_has_the_workshops_data(public: RunningServer) -> None:
    store = public.store()
    of = new_workshop(store, is_open=False)
    store.close()
    with httpx.Client(base_url=public.base) as client:
        stranger = client.get(f"{ITEM}?w={of.id}&place=Rathaus").text
        client.get(f"/anmelden/{new_key(public)}")
        page = client.get(f"{ITEM}?w={of.id}&place=Rathaus").text

    assert of.municipality in page
    assert "Rathaus" in page
    assert of.municipality not in stranger
    assert "Rathaus" not in stranger


def test_own_card_is_never_public(public: RunningServer) -> None:
    store = public.store()
    keep(store, {"unsere-busschule": VALUES})
    store.close()

    assert "Unsere Busschule" not in httpx.get(f"{public.base}/wissen").text
    assert httpx.get(f"{public.base}/wissen/unsere-busschule").status_code == 404
    with httpx.Client(base_url=public.base) as client:
        client.get(f"/anmelden/{new_key(public)}")
        assert "Unsere Busschule</a> · eigene Karte" in client.get("/wissen?aussage=3.21").text
        assert "Amtsblatt" in client.get("/wissen/unsere-busschule").text


def test_talk_with_the_leadership_prints_the_workshops_points_for_moderators_only(public: RunningServer) -> None:
    store = public.store()
    hidden, shown = demo_workshop(store), demo_workshop(store, shown=("overview",))
    store.close()
    place = "/wissen/gespraech?w="
    with httpx.Client(base_url=public.base) as client:
        stranger = client.get(place + shown.id).text
        client.get(f"/anmelden/{new_key(public)}")
        before, page = client.get(place + hidden.id).text, client.get(place + shown.id).text

    assert "Aus Ihrem Workshop" in page and "Was zu entscheiden ist" in page
    assert "Aus Ihrem Workshop" not in stranger and "Aus Ihrem Workshop" not in before
