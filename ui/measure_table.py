"""Many measures at once, as a table to type in: what, who, until when, field and status."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.action_plan import Draft, Measure, by_date, field_of
from content.action_plan import field_title, status_titles
from data.store.measures import MeasureChanged, add_measure, delete_measure, save_measure
from data.store.workshops import Workshop
from texts.words import Words
from ui import measure_form, session, show

SHOWN, ROUND = "measures-shown", "measures-round"
"""The measures as the table shows them while somebody types in it, and how often it began anew."""


def edit_table(of: Workshop, found: Sequence[Measure]) -> None:
    """The table, and the button that keeps what was typed; until then nothing is changed."""
    _ = session.words()
    number = session.kept_here(ROUND) or 0
    key = f"measures-table-{number}"
    shown: list[Measure] = session.kept_here(SHOWN) if _is_touched(key) else by_date(found)
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
    if st.button(_("Änderungen speichern"), type="primary", disabled=not _is_touched(key)):
        refused = _kept(of, shown, st.session_state[key], {title: id_ for id_, title in fields_of.items()})
        session.keep_here(ROUND, number + 1)
        if refused:
            session.say_after(_("Nicht gespeichert: {list}", list=" · ".join(refused)))
        st.rerun()


def _is_touched(key: str) -> bool:
    state = st.session_state.get(key) or {}
    return any(state.get(name) for name in ("edited_rows", "added_rows", "deleted_rows"))


def _frame(_: Words, shown: Sequence[Measure], of: Workshop) -> pd.DataFrame:
    asked = session.questionnaire(of)
    return pd.DataFrame(
        {
            "what": [one.what for one in shown],
            "who": [one.who for one in shown],
            "due": pd.Series([one.due for one in shown], dtype="object"),
            "field": [field_title(_, field, asked) if (field := field_of(one, asked)) else None for one in shown],
            "status": [status_titles(_)[one.status] for one in shown],
            "status_reason": [one.status_reason for one in shown],
        }
    )


def _columns(_: Words, field_titles: list[str]) -> dict[str, Any]:
    column = st.column_config
    return {
        "what": column.TextColumn(_("Was?"), width="large", required=True),
        "who": column.TextColumn(_("Wer?"), width="medium"),
        "due": column.DateColumn(_("Bis wann?"), format="DD.MM.YYYY", width=110),
        "field": column.SelectboxColumn(_("Handlungsfeld"), options=field_titles, width="medium"),
        "status": column.SelectboxColumn(
            _("Status"), options=list(status_titles(_).values()), required=True, default=status_titles(_)["planned"]
        ),
        "status_reason": column.TextColumn(_("Begründung zum Status"), width="medium"),
    }


def _kept(of: Workshop, shown: Sequence[Measure], state: Mapping[str, Any], fields_of: Mapping[str, str]) -> list[str]:
    """Keep what was typed; gives for each row that could not be kept what it is about, and why."""
    _ = session.words()
    refused: list[str] = []
    deleted = set(state["deleted_rows"])
    for row, changes in state["edited_rows"].items():
        before = shown[int(row)]
        if int(row) not in deleted:
            _try(_, refused, before.what, lambda b=before, c=changes: _change(of, b, _typed(_, b, c, fields_of)))
    for changes in state["added_rows"]:
        new = _typed(_, Draft(what=""), changes, fields_of)
        _try(_, refused, new.what or "–", lambda n=new: add_measure(session.store(), of.id, n))
    for row in deleted:
        one = shown[row]
        _try(_, refused, one.what, lambda o=one: delete_measure(session.store(), of.id, o.id, version=o.version))
    return refused


def _change(of: Workshop, before: Measure, said: Draft) -> None:
    save_measure(session.store(), of.id, before.id, said, version=before.version)


def _try(_: Words, refused: list[str], what: str, keep: Any) -> None:
    try:
        keep()
    except MeasureChanged:
        refused.append(_("{what}: inzwischen von jemand anderem geändert", what=what))
    except measure_form.REFUSED as error:
        refused.append(f"{what}: {measure_form.refusals(_)[type(error)]}")


def _typed(_: Words, before: Draft, changes: Mapping[str, Any], fields_of: Mapping[str, str]) -> Draft:
    """The measure with what was typed in its row."""
    values: dict[str, Any] = {name: changes[name] or "" for name in ("what", "who", "status_reason") if name in changes}
    if "due" in changes:
        values["due"] = date.fromisoformat(changes["due"][:10]) if changes["due"] else None
    if "field" in changes:
        field = fields_of.get(changes["field"] or "", "")
        values["about"] = (field,) if field else ()
    if changes.get("status"):
        values["status"] = {title: id_ for id_, title in status_titles(_).items()}[changes["status"]]
    said = replace(before, **values)
    return Draft(**{one.name: getattr(said, one.name) for one in fields(Draft)})
