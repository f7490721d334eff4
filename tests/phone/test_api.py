"""Saving by script: acknowledged only after the commit, and clear sentences for everything else."""

import asyncio
from collections.abc import Callable

import httpx
import pytest

from data.store.engine import Store
from data.store.sheets import counts
from data.store.workshops import Workshop
from tests.running import RunningServer, completed
from web.identity import hashed

from .conftest import ROOM, Phone


def test_saved_is_what_the_store_holds(phone: Phone, store: Store, workshop: Workshop) -> None:
    phone.join()

    first = phone.save({ROOM[0]: "B", ROOM[1]: "E"})
    second = phone.save({ROOM[0]: "D", ROOM[1]: None})

    assert first.json() == {"saved": {ROOM[0]: "B", ROOM[1]: "E"}, "done": 2, "of": len(ROOM)}
    assert second.json() == {"saved": {ROOM[0]: "D"}, "done": 1, "of": len(ROOM)}
    frame = counts(store, workshop.id)[0]
    assert frame[["statement", "answer", "people"]].values.tolist() == [[ROOM[0], "D", 1]]


def test_saving_twice_is_saving_once(phone: Phone) -> None:
    phone.join()

    assert phone.save({ROOM[0]: "A"}).json() == phone.save({ROOM[0]: "A"}).json()


def test_state_is_unchanged_without_a_body(phone: Phone, workshop: Workshop) -> None:
    phone.join()
    first = phone.client.get(f"/api/t/{workshop.code}/state")

    again = phone.client.get(f"/api/t/{workshop.code}/state", headers={"If-None-Match": first.headers["etag"]})

    assert first.json() == {"show": "questions"}
    assert (again.status_code, again.content) == (304, b"")
    phone.post("/fertig")
    after = phone.client.get(f"/api/t/{workshop.code}/state", headers={"If-None-Match": first.headers["etag"]})
    assert after.json() == {"show": "thanks"}


DAMAGED = "Das Gesendete ist unvollständig oder beschädigt. Bitte laden Sie die Seite neu."
WRONG = [
    (b'{"answers": {"9.99": "A"}}', 422, "Diese Aussage wird hier nicht gefragt. Bitte laden Sie die Seite neu."),
    (b'{"answers": {"1.01": "Z"}}', 422, "Als Antwort gilt nur A, B, C, D oder E. Es wurde nichts gespeichert."),
    (b'{"answers": {"1.01": ["A"]}}', 400, DAMAGED),
    (b'{"answers": "A"}', 400, DAMAGED),
    (b"kein JSON", 400, DAMAGED),
    (b"[" * 60_000, 400, DAMAGED),
    (b"\xff\xfe", 400, DAMAGED),
    (b"x" * 1_000_000, 413, "Das ist mehr, als ein Fragebogen enthalten kann. Es wurde nichts gespeichert."),
]  # fmt: skip


@pytest.mark.parametrize(("body", "status", "sentence"), WRONG)
def test_what_is_wrong_is_refused_in_a_sentence(
    phone: Phone, workshop: Workshop, body: bytes, status: int, sentence: str
) -> None:
    phone.join()
    phone.save({ROOM[0]: "A"})

    answer = phone.client.put(f"/api/t/{workshop.code}/answers", content=body)

    assert (answer.status_code, answer.json()) == (status, {"error": sentence})
    assert phone.save({}).json()["saved"] == {ROOM[0]: "A"}


def test_endless_body_is_cut_off(phone: Phone, workshop: Workshop) -> None:
    phone.join()

    answer = phone.client.put(f"/api/t/{workshop.code}/answers", content=(b"x" * 65_536 for _ in range(16)))

    assert answer.status_code == 413


def test_refusals_speak_english_too(phones: Callable[..., Phone], workshop: Workshop) -> None:
    phone = phones(workshop, language="en")

    assert phone.save({}).json() == {"error": "There is no longer a sheet for this device here. Please start again."}


def test_large_form_is_refused_on_a_page(phone: Phone) -> None:
    answer = phone.post("/fragen", viel="x" * 1_000_000)

    assert answer.status_code == 413
    assert "Das ist mehr, als ein Fragebogen enthalten kann." in answer.text


def test_wrong_method_is_refused(phone: Phone, workshop: Workshop) -> None:
    answer = phone.client.post(f"/api/t/{workshop.code}/answers", json={})

    assert (answer.status_code, answer.headers["allow"]) == (405, "PUT")
    assert answer.json() == {"error": "Diese Adresse lässt sich so nicht aufrufen."}


def test_pages_of_others_cannot_answer(phone: Phone, workshop: Workshop) -> None:
    phone.join()
    foreign = {"Origin": "http://fremd.example"}

    by_script = phone.client.put(f"/api/t/{workshop.code}/answers", json={"answers": {ROOM[0]: "A"}}, headers=foreign)
    by_form = phone.client.post(f"/t/{workshop.code}/loeschen", headers=foreign)

    assert (by_script.status_code, by_form.status_code) == (403, 403)
    assert phone.save({}).json()["saved"] == {}


def test_wrong_codes_are_slowed_down_and_neither_a_neighbours_typing_error_nor_a_right_code_is_refused(
    server: RunningServer, phone: Phone, workshop: Workshop
) -> None:
    with httpx.Client(base_url=server.base, timeout=20) as guesser:
        guesses = [guesser.get("/t/ZZZZZ9").status_code for _ in range(25)]

    mistyped = httpx.get(f"{server.base}/t/ZZZZZ8", timeout=20)

    assert guesses == [404] * 25
    assert mistyped.status_code == 404
    assert "Diesen Code gibt es nicht. Bitte vergleichen Sie ihn mit der Leinwand." in mistyped.text
    assert phone.get().status_code == 200
    assert phone.join().status_code == 303


def test_flood_of_wrong_codes_is_refused_and_right_ones_come_through(
    server: RunningServer, phone: Phone, workshop: Workshop
) -> None:
    async def flood() -> list[int]:
        async with httpx.AsyncClient(
            base_url=server.base, timeout=60, limits=httpx.Limits(max_connections=100)
        ) as many:
            answers = await asyncio.gather(
                *(many.get("/t/ZZZZZ7") for _ in range(150)), many.get(f"/t/{workshop.code}")
            )
        refused = next(answer for answer in answers if answer.status_code == 429)
        assert "Zu viele falsche Codes. Bitte warten Sie eine Minute." in refused.text
        return [answer.status_code for answer in answers]

    *wrong, right = completed(flood())

    assert right == 200
    assert set(wrong) == {404, 429}
    assert phone.join().status_code == 303


def test_log_says_nothing_about_people(server: RunningServer, phone: Phone, workshop: Workshop) -> None:
    phone.client.headers.update({"X-Forwarded-For": "203.0.113.9", "User-Agent": "Kanarienvogel"})
    phone.join()
    phone.save({ROOM[0]: "A"})
    phone.client.get("/t/FALSCH?name=Kanarienvogel")
    phone.client.put(f"/api/t/{workshop.code}/answers", content=b"Kanarienvogel")

    token = phone.client.cookies[f"bogen_{workshop.code}"].split(".")[0]

    for trace in ("203.0.113.9", "127.0.0.1:", "Kanarienvogel", token, workshop.code):
        assert trace not in server.output.replace(server.base, "")


def test_nothing_that_is_stored_tells_the_address_or_the_device(server: RunningServer, phone: Phone) -> None:
    phone.client.headers.update({"X-Forwarded-For": "203.0.113.9", "User-Agent": "Kanarienvogel"})
    phone.join()
    phone.save({ROOM[0]: "A"})
    phone.post("/fertig")
    token = phone.client.cookies[f"bogen_{phone.code}"].split(".")[0]

    stored = b"".join(path.read_bytes() for path in server.data_dir.rglob("*") if path.is_file())

    assert hashed(token).encode() in stored
    assert [trace for trace in ("203.0.113.9", "127.0.0.1", "Kanarienvogel", token) if trace.encode() in stored] == []
