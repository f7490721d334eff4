"""A small questionnaire and frames made by hand."""

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

from analysis.questionnaire import Questionnaire
from data.questionnaire_file import parse_questionnaire

SMALL = """
id: klein
version: "1"
title: {de: Klein}
scale:
  - {code: A, value: 4, label: {de: Trifft zu}}
  - {code: B, value: 3, label: {de: Trifft eher zu}}
  - {code: C, value: 2, label: {de: Trifft eher nicht zu}}
  - {code: D, value: 1, label: {de: Trifft nicht zu}}
  - {code: E, value: null, label: {de: Keine Einschätzung möglich}}
sectors:
  - id: verwaltung
    title: {de: Verwaltung}
    perspectives: [{id: fach, title: {de: Fachämter}}, {id: abh, title: {de: Ausländerbehörde}}]
  - id: politik
    title: {de: Politik}
    perspectives: [{id: rat, title: {de: Rat}}]
  - id: zivil
    title: {de: Zivilgesellschaft}
    perspectives: [{id: communities, title: {de: Communities}, own_group: true}, {id: vereine, title: {de: Vereine}}]
  - id: wirtschaft
    title: {de: Wirtschaft}
    perspectives: [{id: betriebe, title: {de: Betriebe}}]
fields:
  - id: eins
    title: {de: Eins}
    statements:
      - {id: "1.01", text: {de: Erste Aussage}, short: true}
      - {id: "1.02", text: {de: Zweite Aussage}}
  - id: zwei
    title: {de: Zwei}
    statements: [{id: "2.01", text: {de: Dritte Aussage}, short: true}]
"""


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return parse_questionnaire(SMALL)


@pytest.fixture(scope="session")
def people_frame() -> Callable[[Mapping[str, int]], pd.DataFrame]:
    return lambda sizes: pd.DataFrame({"group": list(sizes), "people": list(sizes.values())})


@pytest.fixture(scope="session")
def counts_frame() -> Callable[[Mapping[tuple[str, str], str]], pd.DataFrame]:
    """From {("1.01", "fach"): "AAB"}: one letter a person."""

    def build(cells: Mapping[tuple[str, str], str]) -> pd.DataFrame:
        rows = [
            {"statement": statement, "group": group, "answer": answer, "people": answers.count(answer)}
            for (statement, group), answers in cells.items()
            for answer in sorted(set(answers))
        ]
        return pd.DataFrame(rows, columns=["statement", "group", "answer", "people"])

    return build
