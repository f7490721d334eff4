"""Who is looking, at which workshop, and its results; the only place of caches and session state."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from analysis.evaluation import evaluate
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from data.store.access import Access, revoke_all
from data.store.engine import Store
from data.store.releases import Release
from data.store.releases import release as stored_release
from data.store.workshops import Workshop, workshops
from data.store.workshops import questionnaire as stored_questionnaire
from data.store.workshops import workshop as stored_workshop
from texts import Words
from texts import words as words_of
from ui import large
from web import runtime
from web.identity import access_of, hashed, staff_language, staff_token

CHOSEN = "workshop"
SCREEN = "leinwand"


def store() -> Store:
    """The store that phones and pages share."""
    return runtime.store()


def access() -> Access | None:
    """The role behind the browser's cookie, asked of the store on every run.

    A websocket may pick up the session of somebody else: what that one had in it is cleared.
    """
    token = staff_token(dict(st.context.cookies))
    if st.session_state.get("_who", token) != token:
        st.session_state.clear()
    st.session_state["_who"] = token
    who = access_of(dict(st.context.cookies), store())
    if who is not None:
        st.session_state["_role"] = who.role
    return who


def who() -> Access:
    """The role of who is signed in; once that is over, the page runs and says so."""
    found = access()
    if found is None:
        st.rerun()
    return found


def is_moderator() -> bool:
    """Whether who is looking may steer the workshop and see its results."""
    who = access()
    return who is not None and who.role == "moderator"


def was_team() -> bool:
    """Whether this window was a team's the last time that it was anybody's."""
    return bool(st.session_state.get("_role") == "team")


def sign_out_others() -> None:
    """Every other moderator, screen and team has to sign in anew."""
    revoke_all(store(), but=hashed(staff_token(dict(st.context.cookies))))


def is_screen() -> bool:
    """Whether this window is the projector's: without Streamlit's frame, in large type."""
    who = access()
    role = who.role if who else None
    return role == "screen" or (role != "team" and st.query_params.get(SCREEN) == "1")


def words() -> Words:
    """The language of who is signed in."""
    return words_of(staff_language(dict(st.context.cookies)))


def choosable_workshops() -> list[Workshop]:
    """Workshops in use, newest first; a screen or a team that belongs to one sees that one."""
    who = access()
    only = who.workshop_id if who else None
    return [one for one in workshops(store()) if not one.archived and only in (None, one.id)]


def choose(workshop_id: str) -> None:
    """Work with this workshop from now on; the address keeps it over a reload."""
    st.session_state[CHOSEN] = workshop_id
    st.query_params["w"] = workshop_id


def workshop() -> Workshop | None:
    """The chosen workshop, else the newest; always as the store has it now."""
    choosable = choosable_workshops()
    wanted = st.query_params.get("w") or st.session_state.get(CHOSEN)
    found = next((one for one in choosable if one.id == wanted), None) or next(iter(choosable), None)
    if found is not None:
        choose(found.id)
    return found


def current(workshop_id: str) -> Workshop | None:
    """This workshop as the store has it now.

    For what runs by itself, without the page around it: once the sign-in is over, the page runs and says so.
    """
    if access() is None:
        st.rerun()
    return stored_workshop(store(), workshop_id)


def questionnaire(of: Workshop) -> Questionnaire:
    """The workshop's own questionnaire."""
    return stored_questionnaire(store(), of)


def release(of: Workshop) -> Release | None:
    """What the closing left."""
    return stored_release(store(), of.id)


def results(of: Workshop, closed: Release) -> Results:
    """Results of a release; computed once for all viewers."""
    return _results(of.id, closed.number, closed, questionnaire(of))


@st.cache_resource(max_entries=64, show_spinner=False)
def _results(workshop_id: str, number: int, _closed: Release, _asked: Questionnaire) -> Results:  # noqa: ARG001
    return evaluate(
        _closed.counts,
        _closed.groups,
        _asked,
        statements=_closed.statements,
        threshold=_closed.threshold,
        without_answers=_closed.without_answers,
        administration=_closed.administration,
    )


@st.cache_resource(max_entries=256, show_spinner=False)
def figure(key: tuple[Any, ...], _draw: Callable[[], go.Figure]) -> go.Figure:  # noqa: ARG001
    """The same figure object as long as the key is the same, so that a live page does not flicker."""
    return _draw()


@st.cache_resource(max_entries=64, show_spinner=False)
def made(key: tuple[Any, ...], _make: Callable[[], bytes]) -> bytes:  # noqa: ARG001
    """A file, made once per key."""
    return _make()


def follow(key: str, stored: object) -> object:
    """Let the widget with this key show what is stored, unless somebody changed it in this window; gives the last
    value this window knew.

    The widget needs the stored value as its default, too: where a run is overtaken by the next (a click while the page
    loads), the browser never hears what the first one set and would show nothing there.
    Comparing with that, and not with the store, keeps an old window from taking back what another one has saved.
    """
    known = st.session_state.get(_known(key), stored)
    if key not in st.session_state or (st.session_state[key] == known != stored):
        st.session_state[key] = known = stored
    st.session_state[_known(key)] = known
    return known


def know(key: str, value: object) -> None:
    """This window has just saved this value of the widget."""
    st.session_state[_known(key)] = value


def _known(key: str) -> str:
    return f"known-{key}"


def remember(key: str, value: object) -> None:
    """Keep a value of this window until it is closed; a large one as long as there is room for it."""
    forget(key)
    if not large.keep(key, value):
        st.session_state[key] = value


def forget(key: str) -> None:
    """Let go of what ``remember`` kept."""
    st.session_state.pop(key, None)
    large.let_go(key)


def remembered(key: str, default: object = None) -> Any:
    """What ``remember`` kept."""
    return st.session_state[key] if key in st.session_state else large.kept(key, default)
