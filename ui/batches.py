"""Files that were taken over, each with what became of its cells, and with undo."""

import streamlit as st

from data.store.batches import Batch, BuiltUpon, WrongState, batches, undo_batch
from data.store.workshops import Workshop
from texts.titles import tool_title
from texts.words import Words
from ui import file_report, guard, session, show
from ui.inputs import day


def list_batches(of: Workshop) -> None:
    """All files of the workshop; a team sees those that came by its own link."""
    _ = session.words()
    who = session.who()
    if who.role == "team" and of.state == "finished":
        return
    taken = batches(session.store(), of.id, session.own_link(of))
    if not taken:
        return
    with show.panel("taken"):
        show.heading(_("Übernommene Dateien"))
        if who.role == "moderator":
            guard.note_late_sheets(of)
        for batch in taken:
            _show(_, batch)


def _show(_: Words, batch: Batch) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-batch-{batch.id}"):
        with st.container(gap="xxsmall"):
            show.paragraph(_line(_, batch))
            if batch.ledger:
                file_report.ledger(_, batch.ledger)
        if st.button(_("Zurücknehmen"), key=f"undo-{batch.id}"):
            _undo(_, batch)


def _line(_: Words, batch: Batch) -> str:
    if batch.has_administration:
        return _(
            "{name}: Verwaltungsbogen (Antworten: {answers}), übernommen am {day}",
            name=batch.filename,
            answers=batch.answers,
            day=day(batch.imported_on),
        )
    return _.plural(
        "{name}: ein Bogen (Antworten: {answers}), übernommen am {day} ({tool})",
        "{name}: {n} Bögen (Antworten: {answers}), übernommen am {day} ({tool})",
        batch.people,
        name=batch.filename,
        answers=batch.answers,
        day=day(batch.imported_on),
        tool=tool_title(_, batch.source),
    )


def _undo(_: Words, batch: Batch) -> None:
    try:
        with st.spinner(_("Die Datei wird zurückgenommen …")):
            undo_batch(session.store("team"), batch.id)
    except BuiltUpon as later:
        st.warning(_("Auf diese Datei baut „{name}“ auf. Bitte zuerst diese zurücknehmen.", name=str(later)))
        return
    except WrongState:
        st.error(_("Dieser Workshop ist abgeschlossen; der Verwaltungsbogen bleibt, wie er ist."))
        return
    session.remember("taken", frozenset())
    st.rerun()
