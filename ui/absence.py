"""While the store does not answer: said in a sentence where it is missed, and gone on from by itself."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState

from texts.words import words
from web.identity import staff_language

_IS_AWAY, _LOST = "_away", "_lost"


def is_callback() -> bool:
    """Whether the page has not begun to run yet: nothing can be shown, and it will find out by itself."""
    return get_script_run_ctx(suppress_warning=True) is not None and (
        ThreadState.get().run_location is RunLocation.CALLBACK
    )


def is_part_alone() -> bool:
    """Whether only a fragment or dialog runs, without the page around it."""
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and bool(context.fragment_ids_this_run)


def note() -> None:
    """The page cannot go on now."""
    st.session_state[_IS_AWAY] = True


def was_noted() -> bool:
    return bool(st.session_state.pop(_IS_AWAY, False))


def note_loss() -> None:
    """A change was refused, or nobody knows what became of it."""
    st.session_state[_LOST] = True


def say() -> None:
    """In the place of what cannot be shown."""
    _ = words(staff_language(dict(st.context.cookies)))
    st.error(_("Der Datenspeicher antwortet gerade nicht. Sobald er wieder da ist, geht es hier von selbst weiter."))


def say_what_was_lost() -> None:
    """Once, on the first page after it."""
    if st.session_state.pop(_LOST, False):
        _ = words(staff_language(dict(st.context.cookies)))
        st.warning(
            _(
                "Der Datenspeicher hat eine Zeit lang nicht geantwortet. Ihre letzte Änderung ist vielleicht nicht "
                "gespeichert: Bitte sehen Sie nach."
            )
        )
