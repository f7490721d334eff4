"""Tests of one started server on two processes behind nginx: the same tests, told where the server is."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partialmethod
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.deploy.stack import Stack, stack
from tests.running import RunningServer

OPTION = "--behind-two-processes"


@contextmanager
def one_or_two(config: pytest.Config, alone: Callable[[], RunningServer]) -> Iterator[RunningServer | Stack]:
    """What a run of tests was told to try: a server of its own, or all of server mode."""
    if config.getoption(OPTION):
        with two_processes() as whole:
            yield whole
        return
    running = alone()
    yield running
    running.stop()


@contextmanager
def two_processes() -> Iterator[Stack]:
    """Server mode, whose certificate clients and browsers of these tests take for a good one."""
    with stack() as whole, trusted(whole.proxy.folder / "chain.pem"):
        yield whole


@contextmanager
def trusted(certificate: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as here:
        here.setenv("SSL_CERT_FILE", os.fspath(certificate))
        here.setattr(Browser, "new_context", partialmethod(Browser.new_context, ignore_https_errors=True))
        yield
