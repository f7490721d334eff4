"""A real store for every test that asks for one: an SQLite file, then the same test on a real PostgreSQL."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import psycopg
import pytest
import pytest_timeout
from hypothesis import settings
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from data.store.engine import Store, open_store
from data.store.files import make_private
from data.store.schema import metadata

settings.register_profile("busy machine", deadline=None)  # how long an example takes says nothing here
settings.load_profile("busy machine")


expect.set_options(timeout=20_000)

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


MEMORY = Path("/dev/shm")
ENOUGH = 4 * 1024**3
"""Bytes, more than all tests of three workers have at once: the largest is an installed bundle."""


def pytest_configure() -> None:
    """What tests write lies in memory where there is room, as do the files of all that they start: servers wait for the
    disk at every COMMIT, and so does all that waits for them."""
    if "TMPDIR" in os.environ or not MEMORY.is_dir() or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return
    if shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # looked up again


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers: a second one could not be started beside it."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A real browser for the tests of a module: what it has piled up, or broken, ends with them."""
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    processes = launched.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    itself = next(one["id"] for one in processes if one["type"] == "browser")
    yield launched
    impatience = Timer(30, os.kill, (itself, signal.SIGKILL))  # once in a while it does not answer
    impatience.start()
    launched.close()
    impatience.cancel()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, started once, on a free port of this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [Path(path).parent for path in _on_path("initdb")]
    if not found:
        pytest.fail("PostgreSQL is missing: the store is tested on it, install the package postgresql (initdb).")
    folder = Path(tempfile.mkdtemp(prefix="store-test-"))
    as_owner: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    cluster = folder / "cluster"
    binaries = found[-1]
    make = [binaries / "initdb", "-D", cluster, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run([*as_owner, *make], check=True, capture_output=True, cwd=folder)
    settings = f"-c fsync=off -c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder}"
    control = [*as_owner, binaries / "pg_ctl", "-D", cluster, "-w"]
    subprocess.run(
        [*control, "-o", settings, "-l", folder / "log", "start"], check=True, capture_output=True, cwd=folder
    )
    yield f"postgresql://tester@127.0.0.1:{port}/postgres"
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=folder)
    shutil.rmtree(folder)


@pytest.fixture
def postgresql_url(postgres: str) -> str:
    """The address of a PostgreSQL database without any row."""
    tables = ", ".join(table.name for table in metadata.sorted_tables)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        if connection.execute("SELECT to_regclass('alembic_version')").fetchone() != (None,):
            connection.execute(f"TRUNCATE {tables}".encode())
    return postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'var' / 'store.sqlite3'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """Opens stores and closes them after the test."""
    stores: list[Store] = []

    def open_and_remember(url: str) -> Store:
        stores.append(open_store(url))
        return stores[-1]

    yield open_and_remember
    for store in stores:
        store.close()


@pytest.fixture(scope="session")
def new_tables() -> bytes:
    """What the file of an empty store contains: the migrations have made its tables once, for all tests of a worker."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "new.sqlite3"
        open_store(f"sqlite:///{file}").close()
        return file.read_bytes()


@pytest.fixture
def store(request: pytest.FixtureRequest, store_url: str, opened: Callable[[str], Store]) -> Store:
    """An empty store, on SQLite and on PostgreSQL in turn."""
    file = Path(store_url.removeprefix("sqlite:///"))
    if store_url.startswith("sqlite") and not file.exists():
        make_private(file)
        file.write_bytes(request.getfixturevalue("new_tables"))
    return opened(store_url)


def _on_path(name: str) -> list[str]:
    path = shutil.which(name)
    return [] if path is None else [str(Path(path).resolve())]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--behind-two-processes",
        action="store_true",
        help="tests of a started server in the folders e2e and room try two processes behind nginx instead",
    )


CORE = (
    "analysis/",
    "content/",
    "charts/",
    "test_texts.py",
    "test_config.py",
)
SLOW = (
    "analysis/test_attacker",
    "charts/test_explorable",
    "charts/test_layout",
    "charts/test_panels",
    "charts/test_renderers",
)
"""Every attack, and every picture in every size: they take their time."""


LONGEST = (
    "e2e/test_behind_two_processes.py",
    "test_bundle.py",
    "test_rehearse.py",
    "e2e/test_desk.py",
    "e2e/test_leinwand_faults.py",
    "e2e/test_regie.py",
    "e2e/test_room.py",
    "e2e/test_talk.py",
    "reports/test_making.py",
    "room/test_protocol_pages.py",
    "e2e/test_documents.py",
    "deploy/test_two_processes.py",
    "room/test_accessibility.py",
    "e2e/test_agreeing.py",
    "room/test_reveal.py",
    "phone/test_going_on.py",
    "test_backup_commands.py",
    "e2e/test_proxy.py",
    "e2e/test_style.py",
    "e2e/test_faults.py",
    "data/store/test_backup.py",
    "e2e/test_paper.py",
    "e2e/test_hostile_upload.py",
    "phone/test_comment_lines.py",
    "e2e/test_workshop.py",
    "e2e/test_requests.py",
    "test_serve.py",
    "phone/test_browser.py",
    "phone/test_simple_language.py",
    "e2e/test_accessibility.py",
    "e2e/test_intake.py",
    "data/store/test_backup_damage.py",
    "data/intake/test_slow.py",
    "ui/test_report.py",
    "phone/test_now.py",
    "e2e/test_keyboard.py",
)
"""Files of half a minute and more: of several at a time they begin first, so that no worker is alone with one in the
end (commands/test.py)."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """``pytest -m core`` opens the core's files and folders only."""
    here = Path(__file__).parent
    if config.option.markexpr != "core" or here not in collection_path.parents:
        return None
    is_core = f"{collection_path.name}/" in CORE if collection_path.is_dir() else _is_core(collection_path)
    return not is_core or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the core alone needs: ``pytest -m core``. And the longest files first."""
    for item in items:
        if _is_core(item.path):
            item.add_marker("core")
    rank = {Path(__file__).parent / name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(LONGEST)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    _start_the_clock(item)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    _start_the_clock(item)


def _start_the_clock(item: pytest.Item) -> None:
    """Time of its own for every try and for tidying up: pytest-timeout measures once, and what hangs later hangs on."""
    settings = pytest_timeout._get_item_settings(item)
    item.config.hook.pytest_timeout_set_timer(item=item, settings=settings)


def _is_core(path: Path) -> bool:
    place = path.relative_to(Path(__file__).parent).as_posix()
    return place.startswith(CORE) and not place.startswith(SLOW)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test has proved nothing: the run fails with it."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
