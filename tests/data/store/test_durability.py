import subprocess
import sys
from pathlib import Path

import pytest

from config import ROOT
from data.store.ballots import close_ballot, own_vote
from data.store.engine import open_store
from data.store.sheets import sheet

CHILD = Path(__file__).with_name("answering_child.py")
VOTING_CHILD = Path(__file__).with_name("voting_child.py")


@pytest.mark.parametrize("kill", range(3))
def test_every_acknowledged_answer_survives_a_kill(tmp_path: Path, kill: int, questionnaire_text: str) -> None:
    url, code, last = killed_child(CHILD, tmp_path, questionnaire_text, after=400 + 300 * kill)

    store = open_store(url)
    stored = {token_hash: sheet(store, token_hash, code) for token_hash in last}
    store.close()
    assert len(last) == 16
    for token_hash, turn in last.items():
        own = stored[token_hash]
        assert own is not None
        # the answers of one turn are stored together; the turn after the last acknowledged one may be stored, too
        assert own.answers in (answers_of(turn), answers_of(turn + 1))


@pytest.mark.parametrize("kill", range(2))
def test_every_acknowledged_second_vote_survives_a_kill(tmp_path: Path, kill: int, questionnaire_text: str) -> None:
    url, workshop_id, last = killed_child(VOTING_CHILD, tmp_path, questionnaire_text, after=400 + 300 * kill)

    store = open_store(url)
    stored = {token_hash: own_vote(store, token_hash, "1.01") for token_hash in last}
    result = close_ballot(store, workshop_id, "1.01").result
    store.close()
    assert len(last) == 16
    assert [stored[one] in ("ABCDE"[turn % 5], "ABCDE"[(turn + 1) % 5]) for one, turn in last.items()] == [True] * 16
    assert result is not None
    assert result.groups["politik"].after == {answer: list(stored.values()).count(answer) for answer in "ABCDE"}


def killed_child(script: Path, folder: Path, questionnaire: str, *, after: int) -> tuple[str, str, dict[str, int]]:
    """Kill the child after so many acknowledgements: its database, its workshop, and the last turn of each person."""
    url = f"sqlite:///{folder / 'store.sqlite3'}"
    (folder / "questionnaire.yaml").write_text(questionnaire, encoding="utf-8")
    command = [sys.executable, script, url, folder / "questionnaire.yaml"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        acknowledged = [child.stdout.readline() for _ in range(after)]
        child.kill()
        acknowledged += [line for line in child.stdout if line.endswith("\n")]
    turns = [line.split() for line in acknowledged]
    return url, turns[0][0], {token_hash: int(turn) for _workshop, token_hash, turn in turns}


def answers_of(turn: int) -> dict[str, str]:
    return {"1.01": "ABCDE"[turn % 5], "1.02": "ABCDE"[turn // 5 % 5]}
