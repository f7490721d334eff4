"""A rehearsal plays a whole evening on a server of its own, says what it came to, and leaves nothing behind."""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from commands.rehearsing.connection import Connection
from commands.rehearsing.figures import Answers, delays, found_in, milliseconds, p95
from commands.rehearsing.interrupts import Interrupts
from commands.rehearsing.people import wishes
from commands.rehearsing.server import NotStarted, rehearsal, resident
from content.show import BEFORE
from data.questionnaire_file import load_questionnaire
from tests.running import ROOT, completed

KEYS = [
    "people",
    "joined",
    "sent",
    "acknowledged",
    "stored",
    "answer_p95_ms",
    "screen_p95_ms",
    "phone_p95_ms",
    "stages",
    "memory_mb",
    "ok",
]
OK, PROBLEMS, USAGE, FAILED = 0, 1, 64, 70

Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


BACKENDS = ("sqlite", "postgresql")


@pytest.fixture
def operator(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """The environment of somebody whose data are in a file, or on a database server."""
    (tmp_path / "temporary").mkdir()
    url = request.getfixturevalue("postgres") if request.param == "postgresql" else ""
    own = {"DATA_DIR": str(tmp_path / "real"), "DATABASE_URL": url, "TMPDIR": str(tmp_path / "temporary")}
    return os.environ | own


def run(environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "commands", "rehearse", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=200)


def left_behind(environment: dict[str, str]) -> list[str]:
    """Files, databases and processes of a rehearsal, and whatever it did to the data of the operator."""
    folder, url = environment["TMPDIR"], environment["DATABASE_URL"]
    found = [path.name for path in Path(folder).iterdir()]
    found += [environment["DATA_DIR"]] if Path(environment["DATA_DIR"]).exists() else []
    found += [name for name in databases(url) if name.startswith("selbstcheck_probe")] if url else []
    return found + [line for line in processes() if folder in line]


def databases(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [str(row[0]) for row in connection.execute("SELECT datname FROM pg_database")]


def processes() -> Iterator[str]:
    """The environments of all processes that we may read."""
    for one in Path("/proc").glob("[0-9]*/environ"):
        try:
            yield one.read_text("utf-8", "replace")
        except OSError:
            continue


@pytest.mark.parametrize("operator", BACKENDS, indirect=True)
def test_rehearsal_brings_everything_home_and_leaves_nothing(operator: dict[str, str]) -> None:
    done = run(operator, "--people", "8", "--json")

    assert done.returncode == OK, done.stderr
    told = json.loads(done.stdout)
    assert list(told) == KEYS
    statements = len(load_questionnaire(ROOT / "questionnaire.yaml").short_form)
    counted = [told[key] for key in ("people", "joined", "sent", "acknowledged", "stored", "ok")]
    assert counted == [8, 8, 8 * statements, 8 * statements, 8 * statements, True]
    assert told["stages"] > len(BEFORE)
    assert min(told[key] for key in KEYS if key.endswith(("_ms", "_mb"))) > 0
    assert [line[:3] for line in done.stderr.splitlines()[1:]] == ["1/5", "2/5", "3/5", "4/5", "5/5"]
    assert left_behind(operator) == []


@pytest.mark.parametrize(
    ("operator", "number"), [*zip(BACKENDS, (signal.SIGINT, signal.SIGTERM), strict=True)], indirect=["operator"]
)
def test_rehearsal_that_is_ended_leaves_nothing(operator: dict[str, str], number: signal.Signals) -> None:
    command = [sys.executable, "commands", "rehearse", "--people", "8"]
    with subprocess.Popen(command, cwd=ROOT, env=operator, stderr=subprocess.PIPE, text=True) as started:
        assert started.stderr is not None
        assert any(line.startswith("1/5") for line in started.stderr)
        assert left_behind(operator) != []
        started.send_signal(number)
        assert started.wait(60) == FAILED
        assert started.stderr.read() == "Die Probe ist abgebrochen, alles von ihr ist wieder gelöscht.\n"

    assert left_behind(operator) == []


def test_database_server_that_lets_us_make_no_database_is_named(postgres: str, tmp_path: Path) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE ROLE narrow LOGIN NOCREATEDB")
    try:
        done = run(os.environ | {"DATABASE_URL": postgres.replace("tester@", "narrow@"), "DATA_DIR": str(tmp_path)})
    finally:
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute("DROP ROLE narrow")

    assert (done.returncode, done.stdout) == (FAILED, "")
    assert "Auf dem Server lässt sich keine eigene Datenbank anlegen: permission denied" in done.stderr


@pytest.mark.parametrize("people", ["0", "1001", "-1", "3.5", "alle", "²"])
def test_other_numbers_of_people_are_refused(people: str, tmp_path: Path) -> None:
    done = run(os.environ | {"DATA_DIR": str(tmp_path / "real")}, f"--people={people}")

    assert (done.returncode, done.stdout) == (USAGE, "")
    assert f"eine ganze Zahl von 1 bis 1000 wird erwartet, nicht {people!r}" in done.stderr


def test_server_that_does_not_come_up_says_why_and_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("KEEP_SHEETS_DAYS", "keine")
    with pytest.raises(NotStarted, match="KEEP_SHEETS_DAYS='keine'"), rehearsal(f"sqlite:///{tmp_path / 'real'}"):
        pass

    assert [line for line in processes() if f"DATA_DIR={tmp_path}" in line] == []


def test_a_tap_is_seen_with_what_it_brought_or_with_something_later() -> None:
    taps = {1: 10.0, 2: 11.0, 4: 12.0, 5: 13.0}
    seen = [(1, 10.5), (3, 11.25), (4, 14.0)]

    assert delays(taps, seen) == [0.5, 0.25, 2.0, None]


def test_p95_is_the_time_within_which_95_of_100_were_done() -> None:
    assert p95([float(number) for number in range(100)]) == 95
    assert milliseconds([0.0125]) == 12.5
    assert milliseconds([]) is None
    with pytest.raises(ValueError, match="nothing"):
        p95([])


def test_an_answer_is_found_only_as_it_was_given() -> None:
    acknowledged = Answers({("1.03", "rat", "A"): 2, ("1.04", "rat", "B"): 1})

    assert found_in(Answers({("1.03", "rat", "A"): 3, ("1.04", "rat", "C"): 1}), acknowledged) == 2


def test_people_disagree_by_sector_and_some_lose_the_network() -> None:
    asked = load_questionnaire(ROOT / "questionnaire.yaml")
    people = list(wishes(asked, asked.short_form, 80, random.Random(1)))

    assert {wish.perspective for wish in people} == set(asked.perspective_keys) - {
        key for key in asked.perspective_keys if key not in {one.id for s in asked.sectors for one in s.perspectives}
    }
    assert sum(wish.loses_network for wish in people) == 20
    first, *others = (people[place :: len(asked.sectors)] for place in range(len(asked.sectors)))
    favourite = [Counter(wish.answers[one] for wish in first).most_common(1)[0][0] for one in asked.short_form]
    for group in others:
        theirs = [Counter(wish.answers[one] for wish in group).most_common(1)[0][0] for one in asked.short_form]
        assert theirs != favourite


@asynccontextmanager
async def listening(answer: Answering) -> AsyncIterator[int]:
    """The port of a server that answers each connection so."""
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


def test_device_connects_again_where_the_server_let_go() -> None:
    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nSet-Cookie: bogen=1; Path=/\r\nCONTENT-length:2\r\n\r\n{}")
        writer.close()

    async def ask_twice() -> list[tuple[int, dict[str, object]]]:
        async with listening(once) as port:
            device = Connection(port)
            replies = [await device.ask("GET", "/"), await device.ask("GET", "/")]
            assert device.cookie == "bogen=1"
            device.hang_up()
            await asyncio.sleep(0.1)
            return [(reply.status, reply.told) for reply in replies]

    assert completed(ask_twice()) == [(200, {}), (200, {})]


def test_what_is_under_way_is_cut_off_with_the_network() -> None:
    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async def lose() -> None:
        async with listening(never) as port:
            device = Connection(port)
            asking = asyncio.create_task(device.ask("GET", "/"))
            await asyncio.sleep(0.1)
            device.lose_network()
            with pytest.raises(ConnectionError, match="no network"):
                await asking

    completed(lose())


def test_events_are_read_one_by_one_until_the_stream_ends() -> None:
    async def stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for said in (b"retry: 1000\n\n", b"event: stand\ndata: 4-open-0\n\n", b"event: ping\ndata: \n\n", b""):
            writer.write(b"%x\r\n%s\r\n" % (len(said), said))
        await writer.drain()
        writer.close()

    async def listen() -> list[tuple[str, str]]:
        async with listening(stream) as port:
            return [event async for event in Connection(port).events("/ereignisse")]

    assert completed(listen()) == [("stand", "4-open-0"), ("ping", "")]


def test_signals_wait_until_everything_is_set_up_and_while_it_is_tidied_up() -> None:
    done = []
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), Interrupts() as interrupts:
        signal.raise_signal(signal.SIGTERM)
        done.append("set up")
        try:
            with interrupts.heard():
                done.append("never")
        finally:
            signal.raise_signal(signal.SIGINT)
            done.append("tidied up")

    assert done == ["set up", "tidied up"]
    assert signal.getsignal(signal.SIGTERM) == before


def test_memory_is_that_of_the_process() -> None:
    own = resident(os.getpid())

    assert own is not None
    assert 20 < own < 5000
    assert resident(2**22 + 1) is None


@pytest.mark.parametrize("operator", ["sqlite"], indirect=True)
def test_where_people_sign_in_elsewhere_a_rehearsal_starts_too(operator: dict[str, str]) -> None:
    elsewhere = {"OIDC_ISSUER": "https://a.example", "OIDC_CLIENT_ID": "id", "OIDC_CLIENT_SECRET": "geheim"}
    elsewhere |= {"SMTP_URL": "smtps://c.example", "SMTP_FROM": "a@c.example"}

    done = run(operator | elsewhere | {"ACCOUNTS": "on", "PUBLIC_URL": "https://b.example"}, "--people", "1", "--json")

    assert done.returncode == OK, done.stderr
