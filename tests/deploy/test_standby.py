"""The shipped scripts on a real primary and standby: what they do, and what they refuse in a sentence."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from data.store.engine import database_url
from tests.deploy.pair import AS_OWNER, OWNER, SCRIPTS, Node, binaries, pair, roles
from tests.running import PATIENCE

BOTH = "Jede bestätigte Antwort liegt auf beiden.\n"
ALONE = "Es gibt nur eine Kopie.\n"


@pytest.fixture
def nodes() -> Iterator[tuple[Node, Node]]:
    """A primary and its standby, on which every COMMIT waits."""
    with pair() as (a, b):
        done(b.run("return_standby", "--new"))
        yield a, b


def done(told: subprocess.CompletedProcess[str]) -> str:
    """What a script said that has done its work."""
    assert (told.returncode, told.stderr) == (0, ""), told
    return told.stdout


def refused(told: subprocess.CompletedProcess[str]) -> str:
    """The sentence of a script that has changed nothing."""
    assert told.returncode == 1, told
    assert told.stderr.count("\n") == 1
    return told.stderr


def write(node: Node, number: int) -> None:
    """A row that is acknowledged."""
    node.ask(f"CREATE TABLE IF NOT EXISTS kept (n int); INSERT INTO kept VALUES ({number});", "selbstcheck")


def rows(node: Node) -> list[int]:
    return [int(row) for row in node.ask("SELECT n FROM kept ORDER BY n", "selbstcheck").split()]


def test_shipped_files_are_taken_without_a_fault_and_the_program_gets_in(nodes: tuple[Node, Node]) -> None:
    a, b = nodes

    assert a.ask("SELECT count(*) FROM pg_hba_file_rules WHERE error IS NOT NULL") == "0"
    assert a.ask("SELECT count(*) FROM pg_file_settings WHERE error IS NOT NULL") == "0"
    assert a.ask("SHOW synchronous_standby_names") == 'ANY 1 ("b")'
    assert a.ask("SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_replication USING (pid)") == "t"
    with create_engine(database_url(b.url(a)), poolclass=NullPool).connect() as connection:
        assert connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one() is False
        assert connection.exec_driver_sql("SHOW max_connections").scalar_one() == "200"
        assert connection.exec_driver_sql("SELECT sync_state FROM pg_stat_replication").scalar_one() == "quorum"
        assert (
            connection.exec_driver_sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").scalar() is False
        )


def test_dead_primary_is_replaced_returns_and_leads_again(nodes: tuple[Node, Node]) -> None:
    a, b = nodes
    for number, (primary, other) in enumerate([(a, b), (b, a), (a, b)]):
        write(primary, number)
        assert done(primary.run("state")).endswith(BOTH)

        primary.kill()
        assert "Dieser Rechner ist jetzt Hauptrechner" in done(other.run("promote", "--other-is-off"))
        write(other, 100 + number)
        assert refused(other.run("state")) == ALONE
        assert "Jede bestätigte Antwort liegt auf beiden." in done(primary.run("return_standby"))

    assert rows(b) == [0, 1, 2, 100, 101, 102]
    assert done(b.run("state")).endswith(BOTH)


def test_nothing_makes_a_second_primary(nodes: tuple[Node, Node]) -> None:
    a, b = nodes

    assert "läuft noch: Beenden Sie es dort zuerst" in refused(b.run("promote", "--other-is-off"))
    assert "ist schon Hauptrechner" in refused(a.run("promote"))
    assert done(b.run("guard")) == ""  # as a standby it may always start
    a.kill()
    assert "von hier nicht zu sehen" in refused(b.run("promote"))
    assert done(a.run("guard")) == ""  # the other one is only a standby: nothing was promoted

    done(b.run("promote", "--other-is-off"))
    assert "ist Hauptrechner: Kehren Sie mit return_standby" in refused(a.run("guard"))
    a.start()  # past the guard
    assert "ZWEI HAUPTRECHNER" in refused(a.run("state"))
    a.stop()
    b.kill()
    assert "vielleicht ist er inzwischen Hauptrechner" in refused(a.run("guard"))
    assert refused(b.run("state")).startswith("Es gibt keinen Hauptrechner")
    (a.folder / "other-is-off").touch()
    assert done(a.run("guard")) == ""
    assert "vielleicht ist er inzwischen Hauptrechner" in refused(a.run("guard"))  # what was said holds for one start


def test_promotion_ends_the_other_by_the_command_that_is_set(nodes: tuple[Node, Node]) -> None:
    a, b = nodes
    settings = b.folder / "settings"
    settings.write_text(f"{settings.read_text('utf-8')}\nSTOP_OTHER='kill -QUIT {a.process_id}; sleep 1'\n", "utf-8")

    assert "jetzt Hauptrechner" in done(b.run("promote"))


def test_archive_waits_on_a_standby_until_it_leads(nodes: tuple[Node, Node]) -> None:
    a, b = nodes
    (b.folder / "archive").mkdir()
    shutil.chown(b.folder / "archive", OWNER)
    assert "entsteht auf dem Hauptrechner" in done(b.run("base_backup"))
    settings = {**os.environ, "SELBSTCHECK_POSTGRESQL": str(b.folder / "settings")}
    archiving = subprocess.Popen([SCRIPTS / "archive"], env=settings, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        time.sleep(1)
        assert archiving.poll() is None
        a.kill()
        done(b.run("promote", "--other-is-off"))
        made = done(b.run("base_backup")).strip()
    finally:
        os.killpg(archiving.pid, signal.SIGTERM)
        archiving.wait(PATIENCE)

    assert made.endswith("-2")
    assert list((b.folder / "archive").glob("wal-2/*"))


def test_roles_are_set_a_second_time_without_a_fault(nodes: tuple[Node, Node]) -> None:
    a, b = nodes

    a.ask(roles())

    assert a.ask("SELECT count(*) FROM pg_database WHERE datname = 'selbstcheck'") == "1"
    assert done(b.run("state")).endswith(BOTH)


def test_returning_needs_a_primary_and_a_server_that_is_down(nodes: tuple[Node, Node]) -> None:
    a, b = nodes

    assert "läuft auf diesem Rechner noch" in refused(b.run("return_standby"))
    b.kill()
    a.kill()
    time.sleep(1)
    assert "antwortet nicht" in b.run("return_standby").stderr
    with pair() as (alone, empty):
        assert "liegt nichts" in refused(empty.run("return_standby"))
        assert "ist nicht Hauptrechner" not in done(empty.run("return_standby", "--new"))
        assert done(alone.run("state")).endswith(BOTH)


def test_standby_that_was_down_follows_again(nodes: tuple[Node, Node]) -> None:
    a, b = nodes
    b.stop()
    done(a.run("go_on_alone"))
    write(a, 1)

    assert "startet wieder" in done(b.run("return_standby"))

    assert rows(b) == [1]
    assert done(a.run("state")).endswith(BOTH)


def test_primary_that_ended_in_peace_returns_without_a_copy(nodes: tuple[Node, Node]) -> None:
    a, b = nodes
    write(a, 1)
    a.stop("fast")
    done(b.run("promote", "--other-is-off"))
    write(b, 2)

    done(a.run("return_standby"))

    assert rows(a) == [1, 2]
    assert done(b.run("state")).endswith(BOTH)


def test_node_in_which_nothing_differs_is_copied_anew_instead_of_believed(nodes: tuple[Node, Node]) -> None:
    a, b = nodes
    write(a, 1)
    b.stop("fast")
    (b.data / "standby.signal").unlink()

    assert "darauf ist kein Verlass. Dann: return_standby --new" in refused(b.run("return_standby"))
    assert a.ask("SHOW synchronous_standby_names") == ""
    done(b.run("return_standby", "--new"))

    assert len(list(b.folder.glob("data.vorher-*"))) == 1
    assert rows(b) == [1]
    assert done(a.run("state")).endswith(BOTH)


def test_primary_goes_on_alone_once_nobody_confirms(nodes: tuple[Node, Node]) -> None:
    a, b = nodes
    write(a, 1)
    assert "bestätigt noch" in refused(a.run("go_on_alone"))
    assert "ist die zweite Kopie" in refused(b.run("go_on_alone"))
    b.kill()
    waiting = subprocess.Popen([*_psql(a), "-c", "INSERT INTO kept VALUES (2)"], cwd="/")
    time.sleep(1)
    assert waiting.poll() is None
    assert "niemand bekommt „gespeichert“" in refused(a.run("state"))
    assert "niemand bekommt „gespeichert“" in refused(b.run("state"))  # also where PostgreSQL itself is down

    assert "arbeitet allein weiter" in done(a.run("go_on_alone"))

    assert waiting.wait(10) == 0
    assert rows(a) == [1, 2]
    assert refused(b.run("state")) == ALONE
    assert "arbeitet schon allein" in refused(a.run("go_on_alone"))


def test_scripts_say_what_is_missing_in_their_settings(nodes: tuple[Node, Node], tmp_path: Path) -> None:
    settings = nodes[0].folder / "settings"
    whole = settings.read_text("utf-8")

    for script in ("promote", "return_standby", "guard", "go_on_alone", "state", "backup", "restore", "archive"):
        settings.write_text(whole.replace("PG_DATA=", "ANDERES="), "utf-8")
        assert refused(nodes[0].run(script)) == f"In {settings} fehlt PG_DATA.\n"
    settings.write_text(whole.replace("OTHER_HOST=", "ANDERES="), "utf-8")
    for script in ("promote", "return_standby"):
        assert "Es gibt keinen anderen Rechner." in refused(nodes[0].run(script))
    settings.unlink()
    assert "fehlen oder sind nicht zu lesen" in refused(nodes[0].run("state"))


@pytest.mark.parametrize("script", sorted(path.name for path in SCRIPTS.iterdir() if os.access(path, os.X_OK)))
def test_script_is_plain_sh(script: str) -> None:
    text = (SCRIPTS / script).read_text("utf-8")

    assert text.startswith(f"#!/bin/sh\n# {script}: ")
    assert subprocess.run(["/bin/sh", "-n", SCRIPTS / script]).returncode == 0


def _psql(node: Node) -> list[str]:
    where = f"host={node.folder} port={node.port} user={OWNER} dbname=selbstcheck"
    return [*AS_OWNER, str(binaries() / "psql"), "-XAtq", "-d", where]
