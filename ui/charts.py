"""A chart as a page shows it: the finding as title, the picture with its alt text, the table one click away."""

from collections.abc import Callable, Mapping, Sequence
from zlib import crc32

import plotly.graph_objects as go
import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.labels import Labels
from charts.theme import CONFIG, Size
from content.findings import Finding
from texts import Words, answer_labels, group_short, hidden_text
from ui import session, show


def size() -> Size:
    """How large this window wants its charts."""
    return "screen" if session.is_screen() else "page"


def labels(results: Results, questionnaire: Questionnaire, _: Words) -> Labels:
    """The words on the charts in the reader's language."""
    answers = answer_labels(_, questionnaire)
    return Labels(
        fields={field.id: _.local(questionnaire.field(field.id).short) for field in results.fields},
        statements={s.id: _.local(questionnaire.statements[s.id].text) for s in results.statements},
        groups={group.id: group_short(_, group, questionnaire) for group in results.groups},
        answers=answers,
        rings=(answers["D"], answers["C"], answers["B"], answers["A"]),
        room=_("Alle im Raum"),
        administration=_("Verwaltungsbogen"),
        hidden=hidden_text(_),
        too_few=_("zu wenige Antworten"),
        too_small=_("grau: Unterschied zu klein zum Deuten"),
        e_of=_("{e} von {people}"),
        people=_("n = {n}"),
        rated=_("Bewertet"),
        span=_("Spannweite"),
        number=_.number,
    )


def show_chart(
    finding: Finding,
    key: tuple[object, ...],
    draw: Callable[[], go.Figure],
    *,
    alt: str,
    head: Sequence[str],
    rows: Mapping[str, Sequence[str]],
) -> None:
    """Draw once per ``key`` (with the size) and show it with its finding, alt text and table.

    ``rows`` by the id of what they are about, so that those of which the finding speaks can be marked.
    """
    _ = session.words()
    show.finding(finding.sentence)
    figure = session.figure((*key, size(), _.language), draw)
    if session.is_screen():
        st.plotly_chart(figure, theme=None, width="content", config=CONFIG, alt=f"{alt} {finding.sentence}")
        return
    name = f"{crc32(repr(key).encode()):x}"
    lines = list(rows.values())
    marked = [place for place, row in enumerate(rows) if row in finding.named]
    with st.container(key=f"wide-{name}"):
        st.plotly_chart(figure, theme=None, config=CONFIG, alt=f"{alt} {finding.sentence}")
        with st.expander(_("Als Tabelle")):
            show.table(head, lines, caption=alt, marked=marked)
    with st.container(key=f"narrow-{name}"):  # on a phone nobody can read a chart
        show.stacked_table(head, lines, caption=alt, marked=marked)
