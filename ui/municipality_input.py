"""Whose a workshop is: typed, or, where people have accounts, one of their own municipalities."""

import streamlit as st

from data.store.roles import named_municipalities
from ui import session
from ui.inputs import Typed, line


def municipality_input(current: str = "", *, key: str) -> Typed:
    """Its name, as it is typed; with accounts one of one's own."""
    _, store = session.words(), session.store()
    if store.municipalities is None:
        return line(_("Kommune"), current, key=key)
    names = [one.name for one in named_municipalities(store)]
    chosen = st.selectbox(_("Kommune"), names, names.index(current) if current in names else 0, key=f"own-{key}")
    return Typed(chosen or "", key, st.container())
