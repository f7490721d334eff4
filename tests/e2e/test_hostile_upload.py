"""Files made to harm are dropped on the page while phones answer: each gets one sentence, and nobody else notices."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from data.store.sheets import counts
from tests.data.intake.files import workbook
from tests.data.intake.german import german
from tests.data.intake.test_hostile import FILES
from tests.e2e.stages import new_workshop, sign_in, until_it_stands
from tests.e2e.test_workshop import STATEMENTS
from tests.running import RunningServer

DROPPED = (
    "512 GiB in 2 KB",
    "row 99999999",
    "bomb of 2 GiB, declared",
    "bomb of 2 GiB, lying",
    "billion laughs in the strings",
    "foreign entity",
    "cut off",
    "encrypted",
    "nothing",
    "Word",
)
GROWTH = 60_000
"""kB that the server may hold more when all is over; a file of 8 million cells read into it would take 1,000,000."""


def eight_million_cells() -> bytes:
    row = "<c><v>1</v></c>" * 500
    return workbook("".join(f"<row>{row}</row>" for _ in range(16_000)))


class Phone:
    """Answers one statement after the other until it is told to stop; keeps what went wrong."""

    def __init__(self, base: str, code: str) -> None:
        self._base, self._code = base, code
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._answer)
        self.refused: list[str] = []
        self.answered = 0
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _answer(self) -> None:
        with httpx.Client(base_url=self._base, follow_redirects=True, timeout=30) as client:
            client.post(f"/t/{self._code}", data={"perspective": "kommunalpolitik"})
            while not self._over.wait(0.05):
                given = {STATEMENTS[self.answered % len(STATEMENTS)]: "ABCD"[self.answered % 4]}
                reply = client.put(f"/api/t/{self._code}/answers", json={"answers": given})
                self.answered += 1
                if reply.status_code != httpx.codes.OK:
                    self.refused.append(reply.text)


@pytest.fixture(scope="module")
def desk(browser: Browser, server: RunningServer) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    yield sign_in(context, server.base, server.key)
    context.close()


@pytest.fixture
def phones(server: RunningServer) -> Iterator[Callable[[str], list[Phone]]]:
    started: list[Phone] = []

    def start(code: str) -> list[Phone]:
        started.extend(Phone(server.base, code) for _ in range(4))
        return started

    yield start
    for phone in started:
        phone.stop()


def held(server: RunningServer) -> int:
    """kB of memory that the server holds, without the processes that read files for it."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


def drop(page: Page, name: str, content: bytes) -> None:
    """Wait until the page has said that the file cannot be used."""
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.get_by_text("Diese Datei lässt sich nicht übernehmen.")).to_have_count(1)


def test_phones_answer_while_hostile_files_are_refused(
    desk: Page, server: RunningServer, phones: Callable[[str], list[Phone]]
) -> None:
    store = server.store()
    workshop = new_workshop(store, is_open=True, title="Unter Beschuss")
    files = {name: (FILES[name][0](), FILES[name][1]) for name in DROPPED}
    files["8 million cells"] = (eight_million_cells(), FILES["512 GiB in 2 KB"][1])
    answering = phones(workshop.code)
    desk.goto(f"{server.base}/hochladen?w={workshop.id}")
    until_it_stands(desk)
    drop(desk, "anfang.xlsx", b"PK")
    before = held(server)

    for number, (content, refusal) in enumerate(files.values()):
        desk.reload()
        until_it_stands(desk)
        drop(desk, f"datei-{number}.xlsx", content)
        expect(desk.get_by_test_id("stText")).to_have_text(german(refusal))

    after = held(server)
    for phone in answering:
        phone.stop()
    assert [phone.refused for phone in answering] == [[]] * 4
    assert min(phone.answered for phone in answering) > len(STATEMENTS)
    assert counts(store, workshop.id)[0]["people"].sum() == 4 * len(STATEMENTS)
    assert after - before < GROWTH
    store.close()
