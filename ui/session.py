"""Which workshop this window looks at, and its results; caches and session state stand here and in ``access`` only."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from analysis.evaluation import evaluate
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from config import accounts_are_on
from data.store.audit import What
from data.store.audit import write_down as write_down_in_store
from data.store.engine import Store
from data.store.links import link_of_person
from data.store.releases import Release
from data.store.releases import release as stored_release
from data.store.workshops import Workshop, workshops
from data.store.workshops import questionnaire as stored_questionnaire
from data.store.workshops import workshop as stored_workshop
from texts.words import Words
from texts.words import words as words_of
from ui import large
from ui.access import CHOSEN as CHOSEN
from ui.access import access as access
from ui.access import accounts_store as accounts_store
from ui.access import actor as actor
from ui.access import is_moderator as is_moderator
from ui.access import is_operator as is_operator
from ui.access import look_again as look_again
from ui.access import person as person
from ui.access import sign_out_others as sign_out_others
from ui.access import store as store
from ui.access import was_refused as was_refused
from ui.access import was_team as was_team
from ui.access import who as who
from web.identity import staff_language
from web.kept import MB, KeptValues

PAGE = "_page"
LAST = "last-"
"""How keys begin under which pages keep what was last picked on them."""
OF_THE_PAGE = "_of-the-page"

SHARED_BYTES = 96 * MB
"""All documents of a workshop with their pictures take 3 to 5 MB."""


def enter(page: str) -> None:
    """This page is about to run, named by its address; what was kept for another one goes."""
    if st.session_state.get(PAGE) != page:
        st.session_state.pop(OF_THE_PAGE, None)
    st.session_state[PAGE] = page


def keep_here(key: str, value: object) -> None:
    """Keep a value until this window goes to another page."""
    st.session_state.setdefault(OF_THE_PAGE, {})[key] = value


def kept_here(key: str) -> Any:
    """What ``keep_here`` kept; None without it."""
    return st.session_state.get(OF_THE_PAGE, {}).get(key)


def page() -> str:
    """The page that is running."""
    return str(st.session_state.get(PAGE, ""))


def words() -> Words:
    """The language of who is signed in."""
    return words_of(staff_language(dict(st.context.cookies)))


def choosable_workshops() -> list[Workshop]:
    """Workshops in use, newest first; a team belongs to one and sees that one."""
    who = access()
    only = who.workshop_id if who else None
    return [one for one in workshops(store()) if not one.archived and only in (None, one.id)]


def cards_store() -> Store:
    """The store for own practice cards: with accounts of one municipality, that of the chosen workshop."""
    shared = store()
    if shared.municipalities is None:
        return shared
    of = workshop()
    one = min(shared.municipalities, default="") if of is None else of.municipality_id
    return shared.only(frozenset({one}))


def own_link(of: Workshop) -> str | None:
    """By what files of this window are told from those of others; None for who moderates, and sees all of them.

    Who is the team of a municipality with an account has a link of their own for each workshop, which opens nothing.
    """
    found = who()
    if found.person is None or found.role != "team":
        return found.link_id
    return link_of_person(store("team"), of.id, found.person.id, label=found.person.name)


def write_down(what: What, of: Workshop) -> None:
    """Who has done this with a workshop; without accounts nobody asks."""
    write_down_in_store(store(), actor(), what, of.municipality_id)


def choose(workshop_id: str) -> None:
    """Work with this workshop from now on; the address keeps it over a reload. What was picked in another one goes."""
    if st.session_state.get(CHOSEN, workshop_id) != workshop_id:
        for key in [key for key in st.session_state if str(key).startswith(LAST)]:
            forget(str(key))
    st.session_state[CHOSEN] = workshop_id
    st.query_params["w"] = workshop_id


def lost_workshop() -> bool:
    """Whether the chosen workshop is gone: what was clicked was meant for it, and for no other one."""
    wanted = st.session_state.get(CHOSEN)
    return wanted is not None and all(one.id != wanted for one in choosable_workshops())


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
    who()
    return stored_workshop(store(), workshop_id)


def version(of: Workshop) -> tuple[str, int]:
    """Another one once there is something new to show: answers that arrive before the closing show nothing."""
    state = "archived" if of.archived else of.state
    return state, of.revision if of.state in ("closed", "finished") else 0


def questionnaire(of: Workshop) -> Questionnaire:
    """The workshop's own questionnaire."""
    return stored_questionnaire(store(), of)


def mapped_in(of: Workshop, asked: Questionnaire) -> str:
    """For whom it is remembered how a file was mapped: with accounts for the workshop's municipality alone."""
    return f"{asked.id} {of.municipality_id}" if accounts_are_on() else asked.id


def release(of: Workshop) -> Release | None:
    """What the closing left."""
    return stored_release(store(), of.id)


def results(of: Workshop, closed: Release) -> Results:
    """Results of a release; computed once for all viewers."""
    return _results(of.id, closed.number, closed, questionnaire(of))


@st.cache_resource(max_entries=64, show_spinner=False)
def _results(workshop_id: str, number: int, _closed: Release, _asked: Questionnaire) -> Results:  # noqa: ARG001
    return evaluate(_closed.counted, _asked)


@st.cache_resource(max_entries=256, show_spinner=False)
def figure(key: tuple[Any, ...], _draw: Callable[[], go.Figure]) -> go.Figure:  # noqa: ARG001
    """The same figure object as long as the key is the same, so that a live page does not flicker."""
    return _draw()


@st.cache_resource(max_entries=64, show_spinner=False)
def made(key: tuple[Any, ...], _make: Callable[[], bytes]) -> bytes:  # noqa: ARG001
    """A file, made once per key."""
    return _make()


@st.cache_resource(show_spinner=False)
def shared() -> KeptValues:
    """What all windows of a workshop share, by its id: nothing that could not be made again of what is stored."""
    return KeptValues(process=SHARED_BYTES)


def follow(key: str, stored: object) -> None:
    """Let the widget with this key show what is stored, unless somebody changed it in this window.

    The widget needs the stored value as its default, too: where a run is overtaken by the next (a click while the page
    loads), the browser never hears what the first one set and would show nothing there.
    Comparing with that, and not with the store, keeps an old window from taking back what another one has saved.
    """
    known = st.session_state.get(_known(key), stored)
    if key not in st.session_state or (st.session_state[key] == known != stored):
        st.session_state[key] = known = stored
    st.session_state[_known(key)] = known


def know(key: str, value: object) -> None:
    """This window has just saved this value of the widget."""
    st.session_state[_known(key)] = value


def known(key: str) -> object:
    """The last stored value that this window knew of the widget."""
    return st.session_state.get(_known(key))


def _known(key: str) -> str:
    return f"known-{key}"


def say_after(sentence: str) -> None:
    """Say this once, on top of the page as it is after the next run."""
    st.session_state["_to_say"] = sentence


def said() -> str:
    """What ``say_after`` left to be said; empty once it was."""
    return str(st.session_state.pop("_to_say", ""))


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
