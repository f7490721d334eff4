"""Health and signing in, asked of the really started server."""

from datetime import timedelta

import httpx
import pytest

from data.store.access import issue_key
from tests.running import RunningServer


@pytest.fixture
def key(server: RunningServer) -> str:
    store = server.store()
    try:
        return issue_key(store, "moderator", valid=timedelta(hours=1))
    finally:
        store.close()


def test_health_says_that_the_store_answers(visitor: httpx.Client) -> None:
    assert visitor.get("/health").json() == {"status": "ok"}
    assert visitor.get("/health").status_code == 200


def test_key_opens_once_and_sets_a_cookie_that_scripts_cannot_read(visitor: httpx.Client, key: str) -> None:
    answer = visitor.get(f"/anmelden/{key}")

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("selbstcheck=")
    assert cookie.endswith("; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax")
    again = httpx.get(str(answer.url))
    assert again.status_code == 410
    assert "Dieser Schlüssel gilt nicht mehr." in again.text
    assert "python3 run.py key" in again.text


def test_cookie_is_secure_behind_an_encrypting_proxy(visitor: httpx.Client, key: str) -> None:
    answer = visitor.get(f"/anmelden/{key}", headers={"X-Forwarded-Proto": "https"})

    assert "; Secure" in answer.headers["set-cookie"]


def test_looking_ahead_does_not_use_up_a_key(visitor: httpx.Client, key: str) -> None:
    assert visitor.head(f"/anmelden/{key}").status_code == 204
    assert visitor.get(f"/anmelden/{key}", headers={"Sec-Purpose": "prefetch;prerender"}).status_code == 204
    assert visitor.get(f"/anmelden/{key}").status_code == 303


def test_signed_in_moderator_may_use_the_old_link(visitor: httpx.Client, key: str) -> None:
    visitor.get(f"/anmelden/{key}")

    assert visitor.get(f"/anmelden/{key}").headers["location"] == "/"


def test_signing_out_ends_the_access(visitor: httpx.Client, key: str) -> None:
    visitor.get(f"/anmelden/{key}")
    cookie = visitor.cookies["selbstcheck"]

    visitor.post("/abmelden")

    assert "selbstcheck" not in visitor.cookies
    with_old_cookie = httpx.get(f"{visitor.base_url}", headers={"Cookie": f"selbstcheck={cookie}"})
    assert "Code eingeben" in with_old_cookie.text


def test_chosen_language_is_kept_with_the_cookie(visitor: httpx.Client, key: str) -> None:
    visitor.get(f"/anmelden/{key}")
    token = visitor.cookies["selbstcheck"].removesuffix(".de")

    answer = visitor.post("/sprache/en?seite=ueberblick&sicht=karte&w=abc")

    assert (answer.status_code, answer.headers["location"]) == (303, "/ueberblick?sicht=karte&w=abc")
    assert visitor.cookies["selbstcheck"] == f"{token}.en"
    assert '<html lang="en">' in visitor.get("/").text
    assert "<title>Welcoming Municipality Self-Check</title>" in visitor.get("/").text


@pytest.mark.parametrize("language", ["xx", "日", "en; Path=/", "e\r\nn", ""])
def test_unknown_language_is_german(visitor: httpx.Client, key: str, language: str) -> None:
    answer = visitor.get(f"/anmelden/{key}", params={"lang": language})

    assert answer.status_code == 303
    assert visitor.cookies["selbstcheck"].endswith(".de")
    assert '<html lang="de">' in visitor.get("/").text


def test_change_to_an_unknown_language_is_german(visitor: httpx.Client, key: str) -> None:
    visitor.get(f"/anmelden/{key}?lang=en")

    assert visitor.post("/sprache/日").status_code == 303
    assert visitor.cookies["selbstcheck"].endswith(".de")


def test_key_in_a_link_may_bring_the_language(visitor: httpx.Client, key: str) -> None:
    visitor.get(f"/anmelden/{key}?lang=en")

    assert '<html lang="en">' in visitor.get("/").text


@pytest.mark.parametrize("page", ["//fremd.example", "/\\fremd.example", "https://fremd.example", "a/b", "%0d%0aX"])
def test_change_of_language_leads_to_no_other_site(visitor: httpx.Client, page: str) -> None:
    answer = visitor.post("/sprache/en", params={"seite": page})

    assert answer.headers["location"] == "/"
    assert "set-cookie" not in answer.headers  # nobody is signed in


def test_foreign_page_cannot_sign_a_moderator_out(moderator: httpx.Client) -> None:
    answer = moderator.post("/abmelden", headers={"Origin": "http://fremd.example"})

    assert answer.status_code == 403
    assert 'id="root"' in moderator.get("/").text


def test_wrong_method_gets_a_sentence(visitor: httpx.Client) -> None:
    answer = visitor.post("/health")

    assert answer.status_code == 405
    assert "Diese Adresse lässt sich so nicht aufrufen." in answer.text


def test_unknown_own_paths_are_not_streamlits(moderator: httpx.Client) -> None:
    assert moderator.get("/api/nirgends").json() == {"error": "Diese Seite gibt es nicht."}
    for path in ("/t/", "/t/ABCDEF/nirgends", "/dateien/light-0.css", "/api/nirgends"):
        assert moderator.get(path, follow_redirects=True).status_code == 404
