"""For which workshop the team of a municipality hands in files: it has no list of workshops to choose from."""

import streamlit as st

from data.store.workshops import Workshop
from ui import session
from ui.workshop_names import dated_name


def offer(of: Workshop) -> None:
    """A list, where there is more than one, for who is a team with an account."""
    found, _ = session.who(), session.words()
    choosable = {one.id: one for one in session.choosable_workshops()}
    if found.role != "team" or found.person is None or len(choosable) < 2:
        return
    ids = list(choosable)
    picked = st.selectbox(
        _("Für welchen Workshop?"),
        ids,
        ids.index(of.id),
        format_func=lambda one: f"{dated_name(_, choosable[one])} · {choosable[one].code}",
        key="team-workshop",
    )
    if picked != of.id:
        session.choose(picked)
        st.rerun()
