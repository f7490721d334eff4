"""What the page Unterschiede shows: all statements as a list, in an order, narrowed down; one of them is chosen."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import pandas as pd
import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.inline import image, inline_bars
from content.deck import slide
from content.labels import labels
from content.statement_list import (
    LIST_COLUMNS,
    Choice,
    kinds_of,
    list_order_titles,
    list_table,
    screenful_of,
)
from content.statements import numbered_name
from content.tables import Table, as_text
from data.store.workshops import Workshop
from texts.sentences import sheets_title
from texts.titles import answer_labels
from ui import session, show, stage
from ui.access import asks
from ui.inputs import begin_page_with, pick_from_list, pick_next, search_line
from ui.tables import show_stacked, show_table

STYLE = Path(__file__).with_suffix(".css")
PAGE = "unterschiede"
CHOSEN = "aussage"
ROW, HEAD = 24, 36
"""Pixels of the list's rows and of its head."""
MOST_ROWS = 21
"""Rows that are seen at once: the Kurzform, on a laptop's screen."""
BAR = (196, 18)
"""Pixels of a row's bar."""
WIDTHS = {"name": 225, "bar": BAR[0] + 16, "pattern": 163, "span": 92, "rated": 40, "field": 121}
"""Pixels of the list's columns, in their order."""

Picked = TypeVar("Picked", bound=str)


def purpose(of: Workshop) -> str:
    """What the page is for, and after the closing how many people stand behind it."""
    _ = session.words()
    closed = session.release(of)
    said = _("Wo der Raum verschieden denkt, Aussage für Aussage")
    return f"{said} · {sheets_title(_, closed.counted.people, closed.counted.without_answers)}" if closed else said


def choose(results: Results, questionnaire: Questionnaire) -> Choice:
    """Order, field, pattern and search, side by side; the address keeps them."""
    _ = session.words()
    fields = {one.id: _.local(questionnaire.field(one.id).short) for one in results.fields}
    orders, of_field, of_kind, search = st.columns([1.2, 1, 1.2, 1.2], gap="small")
    with orders:
        order = _pick(_("Reihenfolge der Aussagen"), list_order_titles(_), "ordnung")
    with of_field:
        field = _pick(_("Handlungsfeld"), {"": _("Alle Handlungsfelder"), **fields}, "feld")
    with of_kind:
        # Translators: a filter of statements: whatever their pattern is.
        all_kinds = {"": _("Alle Muster")}
        kind = _pick(_("Muster"), {**all_kinds, **kinds_of(_, results)}, "muster")
    with search:
        return Choice(order, field, kind, search_line(_("Aussage suchen"), "suche"))


def begin_with(*, field: str = "", statement: str = "") -> None:
    """Let the page, when it is next opened in this window, show a field's statements, or this one chosen."""
    for name, chosen in {"feld": field, "muster": "", "suche": "", "aussage": statement}.items():
        begin_page_with(PAGE, name, chosen)


def say_that_nothing_fits() -> None:
    """An empty list says what to do about it."""
    _ = session.words()
    st.info(_("Keine Aussage passt dazu. Suchen Sie nach einem anderen Wort, oder lassen Sie sich wieder alle zeigen."))
    st.button(_("Alle Aussagen zeigen"), on_click=_show_all)


def pick_statement(statements: tuple[str, ...], questionnaire: Questionnaire) -> str:
    """The chosen one of these statements, else the first; by name, for keyboards, screen readers and phones."""
    _ = session.words()
    names = {one: numbered_name(_, questionnaire.statements[one]) for one in statements}
    return _pick(_("Aussage"), names, CHOSEN)


def show_list(statements: tuple[str, ...], chosen: str, results: Results, questionnaire: Questionnaire) -> None:
    """A row for each of these statements, in which the chosen one is marked; a click or an arrow key chooses."""
    _ = session.words()
    table = list_table(_, results, questionnaire, statements)
    key = f"list-{crc32(repr(statements).encode()):x}"
    _mark(key, statements.index(chosen))

    @asks("moderator")
    def taken() -> None:
        _take(key, statements)

    st.html(f"<style>{STYLE.read_text('utf-8')}</style>")
    both = st.container(gap=None)  # one of the two is never seen
    with both.container(key="wide-list", gap="small"):
        st.dataframe(
            _rows(table, results, questionnaire),
            column_config=_columns(table, questionnaire),
            height=min(len(statements), MOST_ROWS) * ROW + HEAD + 2,
            hide_index=True,
            row_height=ROW,
            on_select=taken,
            selection_mode=("single-cell", "single-column"),  # with columns, a click on a head sorts nothing: texts
            key=key,
            alt=_("{title} Dasselbe in Worten steht unter „Als Tabelle“.", title=table.title),
        )
        said = labels(results, questionnaire, _)
        show.note(f"{said.rated} · {said.cannot_judge}")
        with st.expander(_("Als Tabelle")):
            show_table(table)
    with both.container(key="narrow-list"), st.expander(_("Als Tabelle")):
        show_stacked(table)


def offer_screenful(of: Workshop, choice: Choice, chosen: str, results: Results, asked: Questionnaire) -> None:
    """The way to the Leinwand for the chosen statement and those around it, where a slide shows them as the list."""
    _ = session.words()
    if (found := screenful_of(choice, results, chosen)) is not None:
        view, first, last = found
        label = _("Aussagen {first} bis {last} auf die Leinwand", first=first, last=last)
        stage.offer(of, slide(view, results, asked, _), label)


def _pick(label: str, titles: Mapping[Picked, str], name: str) -> Picked:
    return pick_from_list(label, titles, name, label_is_seen=False, width=None)


@asks("moderator")
def _show_all() -> None:
    for name in ("feld", "muster", "suche"):
        pick_next(name, "")


def _rows(table: Table, results: Results, questionnaire: Questionnaire) -> pd.DataFrame:
    """The table as the list shows it: its counts as a bar."""
    _ = session.words()
    bars = inline_bars(results, labels(results, questionnaire, _), table.ids, width=BAR[0], height=BAR[1])
    said = pd.DataFrame([[as_text(_, value) for value in row] for row in table.rows], columns=list(LIST_COLUMNS))
    return said.assign(bar=[image(bars[one], "") for one in table.ids])[list(WIDTHS)]


def _columns(table: Table, questionnaire: Questionnaire) -> dict[str, Any]:
    _ = session.words()
    heads = dict(zip(LIST_COLUMNS, table.heads, strict=True))
    answers = answer_labels(_, questionnaire)
    return {
        name: st.column_config.TextColumn(
            heads[name], width=width, alignment="right" if name in ("span", "rated") else "left"
        )
        if name != "bar"
        # Translators: over bars: who disagrees stands left of the line, who agrees right of it, then E apart.
        else st.column_config.ImageColumn(_("{left} | {right} · E", left=answers["D"], right=answers["A"]), width=width)
        for name, width in WIDTHS.items()
    }


def _mark(key: str, place: int) -> None:
    """Let the list mark the row at this place, unless it does already."""
    held = session.remembered(key) or {"selection": {"cells": []}}
    cells = held["selection"]["cells"]
    if not cells or cells[0][0] != place:
        column = cells[0][1] if cells else "name"
        session.remember(key, {"selection": {"rows": [], "columns": [], "cells": [(place, column)]}})


def _take(key: str, statements: tuple[str, ...]) -> None:
    """Choose the statement in whose row somebody is."""
    cells = session.remembered(key)["selection"]["cells"]
    if cells:
        pick_next(CHOSEN, statements[cells[0][0]])
