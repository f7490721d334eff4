"""Many measures at once, as a table to type in: what, who, until when, field and status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Any

import pandas as pd
import streamlit as st

from analysis.action_plan import (
    LONGEST_DETAIL,
    LONGEST_WHAT,
    LONGEST_WHO,
    Draft,
    Measure,
    as_draft,
    by_date,
    field_of,
)
from content.action_plan import field_title, status_titles
from data.store.measures import MeasureChanged, ReasonMissing, add_measure, as_measure, delete_measure, save_measure
from data.store.workshops import Workshop
from texts.dates import NoDay, day_in_digits, day_or_none, no_day_sentence
from texts.words import Words
from ui import measure_form, session, show

SHOWN, ROUND = "measures-shown", "measures-round"
"""The measures as the table shows them while somebody types in it, and how often it began anew."""
LONGEST_NAMED = 60
"""Signs of a measure by which its row is named."""


def edit_table(of: Workshop, found: Sequence[Measure]) -> None:
    """The table, and the button that keeps what was typed; until then nothing is changed."""
    _ = session.words()
    number, key = session.kept_here(ROUND) or 0, _key()
    shown: list[Measure] = session.kept_here(SHOWN) if is_touched() else by_date(found)
    session.keep_here(SHOWN, shown)
    fields_of = {one.id: field_title(_, one.id, session.questionnaire(of)) for one in session.questionnaire(of).fields}
    st.data_editor(
        _frame(_, shown, of),
        hide_index=True,
        num_rows="dynamic",
        placeholder="",
        width="stretch",
        column_config=_columns(_, list(fields_of.values())),
        key=key,
    )
    show.note(
        _("Neue Maßnahmen schreiben Sie in die letzte Zeile. Zum Löschen wählen Sie links Zeilen und drücken Entf.")
    )
    if st.button(_("Änderungen speichern"), type="primary", disabled=not is_touched()):
        work = _typed_in(_, shown, st.session_state[key], {title: id_ for id_, title in fields_of.items()})
        wrong = [_in_row(_, one, sentence) for one in work if (sentence := one.fault or _fault(_, one.said))]
        if wrong:
            st.error(_("Noch ist nichts gespeichert. {list}", list=" ".join(wrong)))
            return
        overtaken = _kept(of, work)
        session.keep_here(ROUND, number + 1)
        if overtaken:
            session.say_after(
                _("Inzwischen von jemand anderem geändert und nicht gespeichert: {list}", list=" · ".join(overtaken))
            )
        st.rerun()


@dataclass(frozen=True)
class Change:
    """What becomes of a measure, None: a new one; ``said`` is None where it is deleted.

    ``row``: which of the table, from 1, as they stand on the screen. ``fault``: what was typed and cannot be.
    """

    before: Measure | None
    said: Draft | None
    row: int = 0
    fault: str = ""


def _key() -> str:
    return f"measures-table-{session.kept_here(ROUND) or 0}"


def is_touched() -> bool:
    """Whether something was typed in the table and is not yet kept."""
    state = st.session_state.get(_key()) or {}
    return any(state.get(name) for name in ("edited_rows", "added_rows", "deleted_rows"))


def _frame(_: Words, shown: Sequence[Measure], of: Workshop) -> pd.DataFrame:
    asked = session.questionnaire(of)
    return pd.DataFrame(
        {
            "what": [one.what for one in shown],
            "who": [one.who for one in shown],
            "due": [day_in_digits(one.due) if one.due else "" for one in shown],
            "field": [field_title(_, field, asked) if (field := field_of(one, asked)) else None for one in shown],
            "status": [status_titles(_)[one.status] for one in shown],
            "status_reason": [one.status_reason for one in shown],
        },
        dtype="object",  # of an empty list it would be that of numbers
    )


def _columns(_: Words, field_titles: list[str]) -> dict[str, Any]:
    column = st.column_config
    return {
        "what": column.TextColumn(_("Was?"), width="large", required=True, max_chars=LONGEST_WHAT),
        "who": column.TextColumn(_("Wer?"), width="medium", max_chars=LONGEST_WHO),
        "due": column.TextColumn(_("Bis wann? (TT.MM.JJJJ)"), width=200, max_chars=10),
        "field": column.SelectboxColumn(_("Handlungsfeld"), options=field_titles, width="medium"),
        "status": column.SelectboxColumn(
            _("Status"), options=list(status_titles(_).values()), required=True, default=status_titles(_)["planned"]
        ),
        "status_reason": column.TextColumn(_("Begründung zum Status"), width="medium", max_chars=LONGEST_DETAIL),
    }


def _typed_in(
    _: Words, shown: Sequence[Measure], state: Mapping[str, Any], fields_of: Mapping[str, str]
) -> list[Change]:
    """What was typed in the table, row by row.

    A date is a text like all others: a date cell would be read in the order of the browser's language.
    """
    deleted = set(state["deleted_rows"])
    left = [row for row in range(len(shown)) if row not in deleted]
    edited = {int(row): changes for row, changes in state["edited_rows"].items() if int(row) in left}
    return [
        *(
            _change(_, shown[row], changes, fields_of, row=left.index(row) + 1)
            for row, changes in sorted(edited.items())
        ),
        *(
            _change(_, None, changes, fields_of, row=len(left) + number)
            for number, changes in enumerate(state["added_rows"], 1)
        ),
        *(Change(shown[row], None) for row in deleted),
    ]


def _change(
    _: Words, before: Measure | None, changes: Mapping[str, Any], fields_of: Mapping[str, str], *, row: int
) -> Change:
    said, fault = _typed(_, before or Draft(what=""), changes, fields_of), ""
    if "due" in changes:
        try:
            said = replace(said, due=day_or_none(changes["due"] or ""))
        except NoDay as error:
            fault = no_day_sentence(_, error)
    return Change(before, said, row, fault)


def _in_row(_: Words, one: Change, fault: str) -> str:
    """What is wrong, and in which row."""
    what = one.said.what.strip() if one.said is not None else ""
    if what:
        # Translators: {what} is what a measure says, {fault} a sentence.
        return show.plain(
            _(
                "Zeile {n} („{what}“): {fault}",
                n=one.row,
                what=shorten(what, LONGEST_NAMED, placeholder=" …"),
                fault=fault,
            )
        )
    return show.plain(_("Zeile {n}: {fault}", n=one.row, fault=fault))


def _fault(_: Words, said: Draft | None) -> str:
    """Why a row cannot be kept; empty where it can."""
    try:
        if said is not None:
            as_measure(said)
    except ReasonMissing:
        return _("Wer eine Maßnahme verwirft, schreibt daneben, warum.")
    except measure_form.REFUSED as error:
        return measure_form.refusals(_)[type(error)]
    return ""


def _kept(of: Workshop, work: Sequence[Change]) -> list[str]:
    """Keep all of it; gives what somebody else has changed meanwhile and was left as it is now."""
    store, overtaken = session.store(), []
    for one in work:
        try:
            match one:
                case Change(None, Draft() as said):
                    add_measure(store, of.id, said)
                case Change(Measure() as before, Draft() as said):
                    save_measure(store, of.id, before.id, said, version=before.version)
                case Change(Measure() as before, None):
                    delete_measure(store, of.id, before.id, version=before.version)
        except MeasureChanged:
            overtaken.append(one.before.what if one.before else "–")
    return overtaken


def _typed(_: Words, before: Draft, changes: Mapping[str, Any], fields_of: Mapping[str, str]) -> Draft:
    """The measure with what was typed in its row."""
    values: dict[str, Any] = {name: changes[name] or "" for name in ("what", "who", "status_reason") if name in changes}
    if "field" in changes:
        field = fields_of.get(changes["field"] or "", "")
        values["about"] = (field,) if field else ()
    if changes.get("status"):
        values["status"] = {title: id_ for id_, title in status_titles(_).items()}[changes["status"]]
    said = replace(before, **values)
    return as_draft(said)
