"""One really started server for all tests of this folder, started as the manual says."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest

from tests.running import RunningServer, free_port

STREAMLIT_RUN = (sys.executable, "-m", "streamlit", "run", "app.py")


def streamlit_run(folder: Path, *, settings: Mapping[str, str] | None = None) -> RunningServer:
    """``streamlit run app.py`` on a free port."""
    port = free_port()
    command = (*STREAMLIT_RUN, f"--server.port={port}", "--server.address=127.0.0.1")
    return RunningServer(folder, port=port, command=command, settings=settings)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = streamlit_run(tmp_path_factory.mktemp("web"))
    yield running
    running.stop()


@pytest.fixture
def visitor(server: RunningServer) -> Iterator[httpx.Client]:
    """A browser without any cookie that does not follow redirects."""
    with httpx.Client(base_url=server.base, timeout=20) as client:
        yield client


@pytest.fixture(scope="session")
def moderator(server: RunningServer) -> Iterator[httpx.Client]:
    """A signed-in browser."""
    with httpx.Client(base_url=server.base, timeout=20) as client:
        assert client.get(f"/anmelden/{server.key}").status_code == 303
        yield client
