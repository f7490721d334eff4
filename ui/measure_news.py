"""The page Maßnahmen follows what others write down in the Regie, in the Protokoll, or in another window."""

from collections.abc import Sequence

import streamlit as st

from analysis.action_plan import Measure
from data.store.engine import Store
from data.store.farewell import exit_progress, farewell
from data.store.measures import measures
from data.store.workshops import Workshop
from ui import measure_table, session, show
from ui.access import asks

Stand = tuple[object, ...]


def follow(of: Workshop, found: Sequence[Measure], *, is_table: bool) -> None:
    """Show what is new, by itself beside the form, in whose inputs everything typed stays; a table that would lose the
    cell in which somebody types says so instead."""
    wait_for_measures(of.id, stand_of(of, found, session.store()), is_table=is_table)


def stand_of(of: Workshop, found: Sequence[Measure], store: Store) -> Stand:
    """Another one once the page would say something else."""
    decided, asked = farewell(store, of.id)
    answered = exit_progress(store, of.id) if asked == "open" else None
    return (*session.version(of), tuple(one.version for one in found), decided.version, asked, answered)


@st.fragment(run_every=2)
@asks("moderator")
def wait_for_measures(workshop_id: str, seen: Stand, *, is_table: bool) -> None:
    """Runs alone every two seconds, and the page around it only once there is something new."""
    now, store = session.current(workshop_id), session.store()
    is_new = now is None or stand_of(now, measures(store, workshop_id), store) != seen
    if is_new and (now is None or not is_table):
        st.rerun()
    if is_new:
        _say_that_the_table_is_behind()
    st.empty()


def _say_that_the_table_is_behind() -> None:
    _ = session.words()
    if measure_table.is_touched():
        show.note(_("Inzwischen hat jemand anders etwas geändert. Es steht hier, sobald Sie gespeichert haben."))
        return
    show.note(_("Inzwischen hat jemand anders etwas geändert."))
    if st.button(_("Tabelle neu laden")):
        st.rerun()
