"""While the store does not answer: said in a sentence where it is missed, and gone on from by itself."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState

from texts.words import words
from web.identity import staff_language

_INCOMPLETE, _LOST = "_incomplete", "_lost"
_TO_SAY, _SAID = "to say", "said"


def is_callback() -> bool:
    """Whether the page has not begun to run yet: nothing can be shown, and it will find out by itself."""
    return get_script_run_ctx(suppress_warning=True) is not None and (
        ThreadState.get().run_location is RunLocation.CALLBACK
    )


def is_part_alone() -> bool:
    """Whether only a fragment or dialog runs, without the page around it."""
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and bool(context.fragment_ids_this_run)


def begin_page() -> None:
    """A page runs as a whole: what one before lacked does not matter any more."""
    st.session_state.pop(_INCOMPLETE, None)
    if st.session_state.get(_LOST) == _SAID:
        del st.session_state[_LOST]


def note_end() -> None:
    """What runs ends too early; where it is the page, its parts may run on their own, but all of it has to."""
    if not is_part_alone():
        st.session_state[_INCOMPLETE] = True
        if _LOST in st.session_state:
            note_loss()


def is_page_incomplete() -> bool:
    """Whether a part runs alone that has no whole page around it."""
    return is_part_alone() and not is_callback() and _INCOMPLETE in st.session_state


def note_loss() -> None:
    """A change was refused, or nobody knows what became of it."""
    st.session_state[_LOST] = _TO_SAY


def say() -> None:
    """In the place of what cannot be shown."""
    _ = words(staff_language(dict(st.context.cookies)))
    st.error(_("Der Datenspeicher antwortet gerade nicht. Sobald er wieder da ist, geht es hier von selbst weiter."))


def say_what_was_lost() -> None:
    """On the first whole page after it."""
    if st.session_state.get(_LOST) == _TO_SAY:
        st.session_state[_LOST] = _SAID
        _ = words(staff_language(dict(st.context.cookies)))
        st.warning(
            _(
                "Der Datenspeicher hat eine Zeit lang nicht geantwortet. Ihre letzte Änderung ist vielleicht nicht "
                "gespeichert: Bitte sehen Sie nach."
            )
        )
