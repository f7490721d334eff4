"""What stands is streamed, from whichever process it was moved, and never in the way of the server's end."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import Queue

import httpx

from analysis.stage import Place, Stage
from data.store.access import Role, revoke
from data.store.engine import Store, open_store
from data.store.stages import move, stage
from data.store.workshops import Workshop
from room.streams import ASKED_EVERY, MOST_STREAMS
from tests.room.conftest import Device, filled
from tests.running import RunningServer
from tests.web.conftest import streamlit_run
from web.identity import hashed, staff_token

NO_STEPS = (b"1e999", b"-1e999", b"NaN", b"1.0", b"true", b'"1"', b"[1]", b"-1", b"7", b"1" * 4000)
Devices = Callable[[Role | None, Workshop], Device]


@contextmanager
def listening(device: Device) -> Iterator["Queue[tuple[str, str, float]]"]:
    """Events as they arrive: name, data, when. Ends with ("closed", "", when)."""
    heard: Queue[tuple[str, str, float]] = Queue()
    stop = threading.Event()

    def listen() -> None:
        try:
            with device.client.stream("GET", f"/leinwand/{device.code}/ereignisse", timeout=60) as reply:
                assert reply.headers["content-type"].startswith("text/event-stream")
                name = ""
                for line in reply.iter_lines():
                    if stop.is_set():
                        return
                    if line.startswith("event: "):
                        name = line.removeprefix("event: ")
                    elif line.startswith("data: "):
                        heard.put((name, line.removeprefix("data: "), time.monotonic()))
        except httpx.HTTPError:
            pass
        finally:
            heard.put(("closed", "", time.monotonic()))

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield heard
    stop.set()


def test_says_what_stands_and_every_change(devices: Devices, store: Store, workshop: Workshop) -> None:
    screen = devices("screen", workshop)
    with listening(screen) as heard:
        assert heard.get(timeout=5)[:2] == ("stand", screen.get("/leinwand/{code}/stand").json()["stand"])
        waited = []
        for number in range(20):
            began = time.monotonic()
            move(store, workshop.id, Stage(number, Place("pause" if number % 2 else "leitmotiv")))  # another process
            name, stand, when = heard.get(timeout=5)
            assert (name, stand.split("-")[0]) == ("stand", str(number + 1))
            waited.append(when - began)
        assert sorted(waited)[10] < 2  # the budget is measured by benchmarks/; this only sees that nothing polls slowly


def test_a_move_is_answered_with_its_number_and_seen_at_once(devices: Devices, workshop: Workshop) -> None:
    regie, screen = devices("comoderator", workshop), devices("screen", workshop)
    with listening(screen) as heard:
        heard.get(timeout=5)
        assert regie.move("weiter").json() == {"nummer": 1}
        assert heard.get(timeout=5)[:2] == ("stand", screen.get("/leinwand/{code}/stand").json()["stand"])
    assert screen.picture()["adresse"] == "leitmotiv"


def test_a_late_tap_skips_nothing(devices: Devices, store: Store, workshop: Workshop) -> None:
    regie = devices("moderator", workshop)
    assert regie.move("weiter", 0).status_code == 200
    late = regie.move("weiter", 0)
    assert (late.status_code, late.json()["nummer"]) == (409, 1)
    assert stage(store, workshop.id).place == Place("leitmotiv")
    assert regie.move("schwarz", 0, an=True).json() == {"nummer": 2}  # means the same whatever stands


def test_a_signed_out_screen_is_told_so(devices: Devices, store: Store, workshop: Workshop) -> None:
    screen = devices("screen", workshop)
    revoke(store, hashed(staff_token(dict(screen.client.cookies))))
    for path in ("", "/bild", "/stand", "/ereignisse"):
        assert screen.get("/leinwand/{code}" + path).status_code == 403


def test_a_signed_out_screen_follows_no_further(devices: Devices, store: Store, workshop: Workshop) -> None:
    screen = devices("screen", workshop)
    with listening(screen) as heard:
        assert heard.get(timeout=5)[0] == "stand"
        revoke(store, hashed(staff_token(dict(screen.client.cookies))))
        time.sleep(ASKED_EVERY)
        move(store, workshop.id, replace(stage(store, workshop.id), place=Place("leitmotiv")))
        assert [heard.get(timeout=5)[0] for _ in range(2)] == ["ende", "closed"]


def test_looking_for_the_stream_without_following_it_ends_at_once(devices: Devices, workshop: Workshop) -> None:
    screen = devices("screen", workshop)
    reply = screen.client.head(f"/leinwand/{workshop.code}/ereignisse", timeout=5)
    assert (reply.status_code, reply.content) == (200, b"")
    again = screen.client.get(f"/leinwand/{workshop.code}/stand", timeout=5)  # by the same connection
    assert again.status_code == 200
    assert devices(None, workshop).client.head(f"/leinwand/{workshop.code}/ereignisse").status_code == 403


def test_one_device_opens_so_many_streams_and_others_once_some_are_closed(
    server: RunningServer, devices: Devices, workshop: Workshop
) -> None:
    screen, other = devices("screen", workshop), devices("screen", workshop)
    path = f"/leinwand/{workshop.code}/ereignisse"

    def follow(device: Device) -> int:
        """Open one more and leave it so."""
        reply = device.client.send(device.client.build_request("GET", path), stream=True)
        left.append(reply)
        return reply.status_code

    left: list[httpx.Response] = []
    try:
        assert {follow(screen) for _ in range(MOST_STREAMS * server.processes)} == {200}
        assert (follow(screen), follow(other)) == (429, 200)
        left[0].close()
        until = time.monotonic() + 5
        while (status := follow(screen)) == 429 and time.monotonic() < until:
            time.sleep(0.05)
        assert (status, follow(screen)) == (200, 429)
    finally:
        for reply in left:
            reply.close()


def test_what_is_no_move_says_so(devices: Devices, workshop: Workshop) -> None:
    regie = devices("moderator", workshop)
    for body in (
        b"",
        b"[]",
        b"{}",
        b'{"nummer": "1", "zug": "weiter"}',
        b"\xff",
        b"[" * 5000,
        *(b'{"nummer": 0, "zug": "zu", "kind": "pause", "step": %b}' % one for one in NO_STEPS),
        json.dumps({"nummer": 0}),
    ):
        reply = regie.client.post(f"/regie/{workshop.code}/zug", content=body, headers={"Accept": "application/json"})
        assert (reply.status_code, list(reply.json())) == (422, ["error"])
    too_much = regie.client.post(f"/regie/{workshop.code}/zug", content=b" " * 70_000)
    assert too_much.status_code == 413


def test_the_server_ends_in_time_with_open_streams(tmp_path: Path) -> None:
    running = streamlit_run(tmp_path)
    with httpx.Client(base_url=running.base, timeout=20) as client:
        assert client.get(f"/anmelden/{running.key}").status_code == 303
        store = open_store(f"sqlite:///{tmp_path / 'selbstcheck.sqlite3'}")
        of = filled(store)
        store.close()
        device = Device(client, of.code)
        with listening(device) as one, listening(device) as two, listening(device) as three:
            for heard in (one, two, three):
                assert heard.get(timeout=10)[0] == "stand"
            began = time.monotonic()
            running.process.terminate()
            running.process.wait(timeout=30)
            assert time.monotonic() - began < 10  # without ending the streams it would never stop
    running.stop()


def test_keeps_what_somebody_else_changed(devices: Devices, store: Store, workshop: Workshop) -> None:
    """Black, the strip and the timer are set whatever was moved meanwhile."""
    regie = devices("moderator", workshop)
    before = regie.picture()["nummer"]
    move(store, workshop.id, replace(stage(store, workshop.id), place=Place("leitmotiv")))
    assert regie.move("uhr", before, minuten=3).status_code == 200
    now = stage(store, workshop.id)
    assert (now.place, now.timer_until is not None) == (Place("leitmotiv"), True)
