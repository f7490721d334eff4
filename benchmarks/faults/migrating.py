"""An old program goes on while phones answer and the tables take their next steps; then the new one takes over.

    .venv/bin/python -m benchmarks.faults.migrating [COMMIT]

On SQLite, then on PostgreSQL. The old program is that of COMMIT, really started; without it the one whose tables are
as near to ours as the history has them. Ends with 1 if an acknowledged answer is missing, or where
``compatible_from`` promises that this program may go on and a phone was refused. F15 of the list of faults.
"""

import io
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from alembic.script import ScriptDirectory

from benchmarks.faults.disk import Alone
from benchmarks.faults.writers import answering, endured_by, joined
from data.questionnaire_file import load_questionnaire
from data.store.migrating import MIGRATIONS, compatible_from
from tests.deploy.pair import pair
from tests.running import ROOT, RunningServer

WRITERS = 8
CALM = 1.5
"""Seconds of answering before and after."""
STEPS = "data/store/migrations/versions"
CREATE = """
import sys
from datetime import date
from pathlib import Path
from data.questionnaire_file import load_questionnaire
from data.store.engine import open_store
from data.store.workshops import create_workshop, open_workshop

path = Path("questionnaire.yaml")
made = create_workshop(
    store := open_store(sys.argv[1]), municipality="Musterlingen", title="Messung", held_on=date(2027, 3, 4),
    questionnaire_text=path.read_text("utf-8"), room=load_questionnaire(path).short_form, administration=())
open_workshop(store, made.id)
store.close()
print(made.code)
"""


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def steps_of(commit: str) -> list[str]:
    return sorted(git("ls-tree", "--name-only", commit, f"{STEPS}/").split())


def nearest() -> str:
    """The newest commit whose steps are ours but for the last ones."""
    ours = steps_of("HEAD")
    every = {commit: steps_of(commit) for commit in git("rev-list", "HEAD").split()}
    before = [commit for commit, steps in every.items() if steps == ours[: len(steps)] and steps != ours]
    return max(before, key=lambda commit: len(every[commit]))


@contextmanager
def program_of(commit: str) -> Iterator[Path]:
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory() as name, tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(name, filter="data")
        yield Path(name)


@contextmanager
def places(folder: Path) -> Iterator[dict[str, str]]:
    with pair() as (first, second):
        yield {"SQLite": f"sqlite:///{folder / 'selbstcheck.sqlite3'}", "PostgreSQL": first.url(second)}


def endured(kind: str, url: str, old: Path, *, is_promised: bool) -> bool:
    """Whether nothing was lost while the tables went on below the old program, and nobody refused without need."""
    settings, room = {"DATABASE_URL": url}, load_questionnaire(old / "questionnaire.yaml").short_form
    create = [sys.executable, "-c", CREATE, url]
    code = subprocess.run(create, cwd=old, check=True, capture_output=True, text=True).stdout.strip()
    with tempfile.TemporaryDirectory() as data:
        place = Alone(RunningServer(Path(data), settings=settings, folder=old))
        phones = joined(place, code, room, WRITERS)
        with answering(phones):
            time.sleep(CALM)
            took = migrated(settings)
            time.sleep(CALM)
        below = endured_by(phones)
        place.server.kill()
        port = place.server.port
        place.server = RunningServer(Path(data), settings=settings, port=port)
        with answering(phones):
            time.sleep(CALM)
        after = endured_by(phones)
        place.server.stop()
    print(f"{kind:<11} tables changed within {took:.1f} s")
    for who, found in {"old program": below, "new program": after}.items():
        print(f"    {who}: {found}")
    return below.lost == after.lost == after.refused == 0 and (below.refused == 0 or not is_promised)


def migrated(settings: dict[str, str]) -> float:
    began = time.monotonic()
    command = [sys.executable, "commands", "migrate"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True, capture_output=True)
    return time.monotonic() - began


def main(commits: list[str]) -> int:
    commit = commits[0] if commits else nearest()
    newest = Path(steps_of(commit)[-1]).name[:4]
    since = compatible_from(ScriptDirectory(str(MIGRATIONS)))
    print(f"old program: {git('log', '-1', '--format=%h %s', commit).strip()} (tables {newest}, promised from {since})")
    with ExitStack() as stack:
        old = stack.enter_context(program_of(commit))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        found = stack.enter_context(places(folder))
        outcomes = [endured(kind, url, old, is_promised=newest >= since) for kind, url in found.items()]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
