"""Signing in at a certified provider: by an invitation, again, linked to an account that is there; never twice."""

import re
from http.cookies import SimpleCookie

import httpx
import pytest

from data.store.audit import Actor
from data.store.people import known_by_subject, link_subject, person, set_disabled, set_password
from tests.oidc.conftest import House, sent_back
from web.identity import STAFF_COOKIE, hashed, staff_token

LINK = "Anmelden mit Landeskonto"


def joined(house: House, name: str, email: str) -> httpx.Client:
    """Somebody who was invited and has come by the provider."""
    browser = house.browser()
    token = house.invited(email)
    back = sent_back(house, browser, name, f"/anmelden/extern?einladung={token}")
    assert browser.get(back).status_code == 303
    return browser


def test_invited_person_comes_by_the_provider_and_again(certified: House) -> None:
    token = certified.invited("anna@ahausen.example")
    with certified.browser() as first:
        page = first.get(f"/einladung/{token}")
        assert LINK in page.text and f"/anmelden/extern?lang=de&amp;einladung={token}" in page.text
        answer = first.get(sent_back(certified, first, "anna", f"/anmelden/extern?einladung={token}"))
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert first.get("/konto").text.count("Name von anna") == 1
    known = known_by_subject(certified.store, certified.issuer, "anna")
    assert known is not None and known.password_hash is None
    who = person(certified.store, known.id)
    assert who is not None and set(who.roles.values()) == {"moderator"} and not who.is_operator

    with certified.browser() as second:
        assert LINK in second.get("/anmelden").text
        assert second.get(sent_back(certified, second, "anna")).status_code == 303
        assert "anna@ahausen.example" in second.get("/konto").text
        gone = second.get(f"/einladung/{token}")
        assert gone.status_code == 410


def test_cookie_of_the_way_is_for_this_browser_and_this_way_alone(certified: House) -> None:
    with certified.browser() as browser:
        set_by = browser.get("/anmelden/extern").headers["set-cookie"]
    kept = SimpleCookie(set_by)["anmeldung"]
    assert kept["path"] == "/anmelden/extern"
    assert kept["httponly"] and kept["samesite"] == "lax" and int(kept["max-age"]) <= 600


def test_nobody_comes_back_twice_or_in_another_browser(certified: House) -> None:
    joined(certified, "berta", "berta@ahausen.example").close()
    with certified.browser() as browser, certified.browser() as thief:
        back = sent_back(certified, browser, "berta")
        stolen = thief.get(back)
        assert stolen.status_code == 401 and STAFF_COOKIE not in thief.cookies
        way = browser.cookies["anmeldung"]
        assert browser.get(back).status_code == 303
        thief.cookies.set("anmeldung", way, path="/anmelden/extern")
        again = thief.get(back)
        assert again.status_code == 401 and STAFF_COOKIE not in thief.cookies
        assert "Bitte beginnen Sie von vorn." in again.text


def test_another_state_or_code_is_refused(certified: House) -> None:
    for change in (r"state=[^&]+", r"code=[^&]+"):
        with certified.browser() as browser:
            back = re.sub(change, change.partition("=")[0] + "=anders", sent_back(certified, browser, "berta"))
            assert browser.get(back).status_code == 401
            assert STAFF_COOKIE not in browser.cookies


def test_whoever_has_no_account_gets_none_by_the_provider(certified: House) -> None:
    with certified.browser() as browser:
        answer = browser.get(sent_back(certified, browser, "fremd"))
        assert answer.status_code == 403
        assert "Ein Konto gibt es durch eine Einladung." in answer.text
    assert known_by_subject(certified.store, certified.issuer, "fremd") is None


def test_account_with_a_password_is_linked_by_who_is_signed_in_with_it(certified: House) -> None:
    """Never by the e-mail address alone, which some providers let people choose."""
    person_id = certified.account("dora@ahausen.example")
    with certified.browser() as stranger:
        token = certified.invited("dora@ahausen.example", "Behausen")
        answer = stranger.get(sent_back(certified, stranger, "dora", f"/anmelden/extern?einladung={token}"))
        assert answer.status_code == 409 and STAFF_COOKIE not in stranger.cookies
    with certified.browser() as own:
        own.cookies.set(STAFF_COOKIE, f"{certified.device(person_id)}.de")
        assert "Mit diesem Konto verknüpfen" in own.get("/konto").text
        linked = own.get(sent_back(certified, own, "dora", "/anmelden/extern?konto=1"))
        assert linked.headers["location"] == "/konto?hinweis=extern"
        assert "Ihr Konto ist damit verknüpft." in own.get("/konto").text
    known = known_by_subject(certified.store, certified.issuer, "dora")
    assert known is not None and known.id == person_id
    other = certified.account("emil@ahausen.example")
    with certified.browser() as own:
        own.cookies.set(STAFF_COOKIE, f"{certified.device(other)}.de")
        assert own.get(sent_back(certified, own, "dora", "/anmelden/extern?konto=1")).status_code == 409


def test_who_has_a_password_removes_the_link_with_the_provider(certified: House) -> None:
    person_id = certified.account("gerda@ahausen.example")
    link_subject(certified.store, person_id, certified.issuer, "gerda")
    with certified.browser() as own:
        own.cookies.set(STAFF_COOKIE, f"{certified.device(person_id)}.de")
        assert "Verknüpfung lösen" not in own.get("/konto").text
        assert own.post("/konto/verknuepfung").headers["location"] == "/konto"  # there would be no way in any more
        set_password(certified.store, person_id, "hash", but=hashed(staff_token(dict(own.cookies))))
        assert "Verknüpfung lösen" in own.get("/konto").text

        reply = own.post("/konto/verknuepfung")

        assert reply.headers["location"] == "/konto?hinweis=geloest"
        assert "Die Verknüpfung ist gelöst." in own.get(reply.headers["location"]).text
    assert known_by_subject(certified.store, certified.issuer, "gerda") is None


def test_a_disabled_account_stays_outside(certified: House) -> None:
    joined(certified, "frieda", "frieda@ahausen.example").close()
    known = known_by_subject(certified.store, certified.issuer, "frieda")
    assert known is not None
    set_disabled(certified.store, known.id, True, by=Actor())
    with certified.browser() as browser:
        assert browser.get(sent_back(certified, browser, "frieda")).status_code == 403
        assert STAFF_COOKIE not in browser.cookies


def test_nobody_links_without_being_signed_in(certified: House) -> None:
    with certified.browser() as browser:
        assert browser.get("/anmelden/extern?konto=1").status_code == 401


@pytest.mark.parametrize("answer", ["?error=access_denied&state=x", "", "?code=x&state=x&iss=https://boese.example"])
def test_what_comes_back_without_a_beginning_lets_nobody_in(certified: House, answer: str) -> None:
    with certified.browser() as browser:
        assert browser.get(f"/anmelden/extern/zurueck{answer}").status_code == 401
        browser.get("/anmelden/extern")
        assert browser.get(f"/anmelden/extern/zurueck{answer}").status_code == 401
        assert STAFF_COOKIE not in browser.cookies


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
def test_another_page_begins_no_link_and_accepts_no_invitation(certified: House, site: str | None) -> None:
    """It would be its own account that is linked, or its own invitation."""
    person_id = certified.account(f"{site or 'missing'}@ahausen.example")
    with certified.browser() as own:
        own.cookies.set(STAFF_COOKIE, f"{certified.device(person_id)}.de")
        own.headers.pop("Sec-Fetch-Site")
        own.headers.update({} if site is None else {"Sec-Fetch-Site": site})
        for way in ("konto=1", f"einladung={certified.invited('gast@ahausen.example')}"):
            assert own.get(f"/anmelden/extern?{way}").status_code == 401
        assert own.get("/anmelden/extern").status_code == 302


def test_who_links_an_account_signs_in_at_the_provider_anew(certified: House) -> None:
    person_id = certified.account("hanna@ahausen.example")
    with certified.browser() as own:
        own.cookies.set(STAFF_COOKIE, f"{certified.device(person_id)}.de")
        assert "prompt=login" in own.get("/anmelden/extern?konto=1").headers["location"]
        assert "prompt=" not in own.get("/anmelden/extern").headers["location"]
