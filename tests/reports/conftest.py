"""Results of a workshop with a protected small group, computed from counts made by hand."""

import pandas as pd
import pytest

from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.grouping import form_groups, group_counts
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from tests.data.intake.conftest import made_questionnaire

# A, B, C, D and E by perspective; 2.02 is answered by two people only
ANSWERED = {
    "1.1": {"fach": (3, 2, 1, 0, 0), "vereine": (0, 1, 2, 3, 0)},
    "1.10": {"fach": (0, 6, 0, 0, 0), "vereine": (1, 1, 0, 0, 4)},
    "2.01": {"fach": (1, 2, 2, 0, 1), "vereine": (2, 2, 1, 0, 1)},
    "2.02": {"fach": (1, 0, 0, 0, 0), "vereine": (0, 0, 0, 1, 0)},
}


@pytest.fixture
def questionnaire() -> Questionnaire:
    return made_questionnaire()


@pytest.fixture
def results(questionnaire: Questionnaire) -> Results:
    counts = pd.DataFrame(
        [
            (statement, group, answer, people)
            for statement, groups in ANSWERED.items()
            for group, numbers in groups.items()
            for answer, people in zip("ABCDE", numbers, strict=True)
            if people
        ],
        columns=["statement", "group", "answer", "people"],
    )
    people = pd.DataFrame([("fach", 6), ("vereine", 6)], columns=["group", "people"])
    groups = form_groups(people, questionnaire, threshold=5)
    counted = Counted(
        counts=group_counts(counts, groups),
        groups=groups,
        statements=tuple(ANSWERED),
        threshold=5,
        without_answers=1,
        administration={"1.1": "A", "1.10": "E"},
    )
    return evaluate(counted, questionnaire)
