"""Documents made in a child: the same as here, one order at a time, and never a child left behind."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest

from content.documents.order import Made, Order
from reports import apart
from reports.apart import NotMadeError, made_apart
from reports.making import made
from tests.dossiers import full


@pytest.fixture
def order() -> Order:
    return Order(dossier=full(), files=("briefing_pdf", "follow_up_pdf"), has_preview=True)


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    started: list[subprocess.Popen[bytes]] = []
    start: Any = apart._started

    def remembered() -> "subprocess.Popen[bytes]":
        started.append(start())
        return started[-1]

    monkeypatch.setattr(apart, "_started", remembered)
    yield started
    assert all(child.poll() is not None for child in started)


def test_child_makes_what_would_be_made_here(order: Order, children: list["subprocess.Popen[bytes]"]) -> None:
    found = list(made_apart(order))

    assert found == list(made(order)) and [one.file for one in found] == list(order.files)
    assert all(len(one.preview) == one.pages for one in found) and len(children) == 1


def test_child_that_fails_is_told(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", "raise SystemExit(3)")

    with pytest.raises(NotMadeError):
        list(made_apart(order))


def test_order_that_cannot_be_made_is_told_and_what_was_ready_stays(order: Order, capfd: Any) -> None:
    wrong: Any = ("briefing_pdf", "nothing_pdf")
    ready: list[Made] = []

    with pytest.raises(NotMadeError):
        ready.extend(made_apart(replace(order, files=wrong)))
    assert "KeyError" in capfd.readouterr().err and [one.file for one in ready] == ["briefing_pdf"]


def test_child_ends_with_who_waited_for_it(order: Order, children: list["subprocess.Popen[bytes]"]) -> None:
    waiting = made_apart(order)
    next(waiting)
    waiting.close()

    assert children[0].poll() is not None


def test_child_that_hangs_is_ended(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(apart, "SECONDS", 0.5)

    with pytest.raises(NotMadeError):
        list(made_apart(order))


def test_orders_wait_for_each_other(order: Order, children: list["subprocess.Popen[bytes]"]) -> None:
    first, ready = made_apart(order), list[Made]()
    next(first)
    second = Thread(target=lambda: ready.extend(made_apart(order)))
    second.start()
    second.join(0.5)
    assert second.is_alive() and len(children) == 1

    first.close()
    second.join(30)
    assert [one.file for one in ready] == list(order.files)


def test_one_file_that_fails_leaves_the_others(order: Order, capfd: Any) -> None:
    wrong: Any = ("nothing_pdf", "briefing_pdf", "follow_up_pdf")
    ready: list[Made] = []

    with pytest.raises(NotMadeError):
        ready.extend(made_apart(replace(order, files=wrong)))
    assert [one.file for one in ready] == ["briefing_pdf", "follow_up_pdf"]
    assert "KeyError" in capfd.readouterr().err


def test_child_that_talks_is_told_as_one_that_failed(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", "print('Guten Tag', flush=True)")

    with pytest.raises(NotMadeError):
        list(made_apart(order))


def test_who_waits_is_told(order: Order) -> None:
    first, told = made_apart(order), list[int]()
    next(first)
    second = Thread(target=lambda: list(made_apart(order, lambda: told.append(1))))
    second.start()
    second.join(1.5)
    first.close()
    second.join(30)

    assert told
