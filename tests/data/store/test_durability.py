import subprocess
import sys
from pathlib import Path

import pytest

from config import ROOT
from data.store.engine import open_store
from data.store.sheets import sheet

CHILD = Path(__file__).with_name("answering_child.py")


@pytest.mark.parametrize("kill", range(3))
def test_every_acknowledged_answer_survives_a_kill(tmp_path: Path, kill: int, questionnaire_text: str) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    (tmp_path / "questionnaire.yaml").write_text(questionnaire_text, encoding="utf-8")
    command = [sys.executable, CHILD, url, tmp_path / "questionnaire.yaml"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        acknowledged = [child.stdout.readline() for _ in range(400 + 300 * kill)]
        child.kill()
        acknowledged += [line for line in child.stdout if line.endswith("\n")]

    last: dict[str, int] = {}
    for line in acknowledged:
        code, token_hash, turn = line.split()
        last[token_hash] = int(turn)

    store = open_store(url)
    stored = {token_hash: sheet(store, token_hash, code) for token_hash in last}
    store.close()
    assert len(last) == 16
    for token_hash, turn in last.items():
        own = stored[token_hash]
        assert own is not None
        # the answers of one turn are stored together; the turn after the last acknowledged one may be stored, too
        assert own.answers in (answers_of(turn), answers_of(turn + 1))


def answers_of(turn: int) -> dict[str, str]:
    return {"1.01": "ABCDE"[turn % 5], "1.02": "ABCDE"[turn // 5 % 5]}
