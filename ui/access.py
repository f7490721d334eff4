"""Who is looking, and what they may do: asked of the store when anything begins to run, and again before anything
changes. In between a page has them as they were then."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, fields
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar, cast

import streamlit as st

from config import accounts_are_on
from data.backup.copies import Keeper
from data.store.access import Access, revoke_all
from data.store.audit import Actor
from data.store.devices import sign_out_everywhere
from data.store.engine import Store, StoreUnavailable
from data.store.members import Person
from data.store.workshops import workshop
from ui import absence
from web import runtime
from web.identity import access_of, hashed, staff_token
from web.matrix import reach, reaches, where

P = ParamSpec("P")
T = TypeVar("T")

CHOSEN = "workshop"
_REFUSED, _FOUND = "_refused", "_found"


@dataclass(frozen=True, eq=False)
class AskingStore(Store):
    """The store as pages have it: each change asks first whether this device may make it.

    A dialog may stand open for an hour, and its device be signed out meanwhile.
    """

    allowed: frozenset[str] = frozenset({"moderator"})

    def submit(self, work: Callable[[Any], T], *, erases: bool = False, patient: bool = False) -> "Future[T]":
        """Slices follow a change that asked, and come before one that asks again."""
        if not patient:
            insist_on(self.allowed, within=self)
        return super().submit(work, erases=erases, patient=patient)

    def write(self, work: Callable[[Any], T], *, erases: bool = False) -> T:
        try:
            return super().write(work, erases=erases)
        except StoreUnavailable:
            absence.note_loss()
            raise


def store(*also: str) -> Store:
    """The store that phones and pages share, with what is theirs in it; moderators may change that, and the roles in
    ``also``."""
    shared = runtime.store()
    may = frozenset({"moderator", *also})
    own = reach(access()) if accounts_are_on() else None
    as_it_is = {part.name: getattr(shared, part.name) for part in fields(Store)}
    return AskingStore(**{**as_it_is, "municipalities": own}, allowed=may)


def accounts_store() -> Store:
    """The store for who looks after people: of their municipalities, for the Betrieb of all of them."""
    found = who()
    if found.person is not None and found.person.is_operator:
        return store("operator").only(None)
    return store().only(where(found, "people"))


def copies_keeper() -> Keeper | None:
    """Who makes the copies of the store; None where nobody does."""
    return runtime.keeper()


def access() -> Access | None:
    """The role behind the browser's cookie, as it was when what runs began."""
    _clear_what_is_anothers()
    return st.session_state[_FOUND] if _FOUND in st.session_state else look_again()


def look_again() -> Access | None:
    """The same, asked of the store now: by each page, fragment, dialog and callback as it begins, and by each change.

    Files that are made from now on are for who this is.
    """
    _clear_what_is_anothers()
    st.session_state.pop(_FOUND, None)
    found = access_of(dict(st.context.cookies), runtime.store())
    if found is not None:
        st.session_state["_role"] = found.role
    sessions = runtime.sessions()
    if sessions is not None:
        sessions.see(found)
    st.session_state[_FOUND] = found
    return found


def _clear_what_is_anothers() -> None:
    """A websocket may pick up the session of somebody else: what that one had in it is cleared."""
    token = staff_token(dict(st.context.cookies))
    if st.session_state.get("_who", token) != token:
        st.session_state.clear()
    st.session_state["_who"] = token


def who() -> Access:
    """The role of who is signed in; once that is over, the page runs and says so."""
    found = access()
    if found is None:
        st.rerun()
    return found


def insist_on(allowed: frozenset[str], within: Store | None = None) -> None:
    """Go on only for who has one of these roles, and whose this part of the store still is; for others the page runs
    and says why nothing was done."""
    look_again()
    found = who()
    if found.role not in allowed or not _is_theirs(found) or not (within is None or reaches(found, within)):
        st.session_state[_REFUSED] = True
        st.rerun()


def _is_theirs(found: Access) -> bool:
    """Whether the workshop that this window looks at is still theirs: somebody may have taken their role there away
    while a dialog stood open."""
    own, chosen = reach(found), st.session_state.get(CHOSEN)
    if own is None or chosen is None:
        return True
    return workshop(runtime.store(), chosen) is None or workshop(runtime.store().only(own), chosen) is not None


def asks(*roles: str, otherwise: Callable[[], None] | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Stands on every dialog, fragment and callback: they run without the page around them, so each asks for itself.

    ``otherwise``: what is shown while the store does not answer; else the sentence that leads back by itself.
    """

    def wrap(action: Callable[P, T]) -> Callable[P, T]:
        @wraps(action)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                insist_on(frozenset(roles))
                if absence.is_page_incomplete():
                    st.rerun(scope="app")
                return action(*args, **kwargs)
            except StoreUnavailable:
                (otherwise or _miss_the_store)()
                return cast("T", None)  # a callback gives nothing, and is followed by its page; others stop

        return asked

    return wrap


def _miss_the_store() -> None:
    """Where a callback did not do what somebody wanted, the page that runs next says so."""
    if not absence.is_callback():
        end_with_the_way_back()
    absence.note_loss()
    if absence.is_part_alone():
        st.rerun()


def end_with_the_way_back() -> NoReturn:
    """What runs ends here; what was typed stays, as Streamlit lets go of nothing where a page ends too early."""
    absence.note_end()
    come_back()
    st.stop()


@st.fragment(run_every=3)
@asks("moderator", "team", "operator", otherwise=absence.say)
def come_back() -> None:
    """The page runs anew as soon as the store answers; until then a sentence stands here."""
    st.rerun(scope="app")


def was_refused() -> bool:
    """Whether this window has just wanted what its role may not do; said once."""
    return bool(st.session_state.pop(_REFUSED, False))


def is_moderator() -> bool:
    """Whether who is looking may steer the workshop and see its results."""
    found = access()
    return found is not None and found.role == "moderator"


def was_team() -> bool:
    """Whether this window was a team's the last time that it was anybody's."""
    return bool(st.session_state.get("_role") == "team")


def sign_out_others() -> None:
    """Every other moderator, screen and team has to sign in anew; with accounts, one's own other devices."""
    this, found = hashed(staff_token(dict(st.context.cookies))), who()
    if found.person is None:
        revoke_all(store(), but=this)
    else:
        sign_out_everywhere(store(), found.person.id, but=this)


def person() -> Person | None:
    """Who is signed in with an account; None where nobody has one."""
    found = access()
    return found.person if found is not None else None


def actor() -> Actor:
    """Who is behind a change, for the list of what was done."""
    found = person()
    return Actor(found.id if found is not None else None)


def is_operator() -> bool:
    """Whether they look after the whole instance: without accounts whoever moderates."""
    found = access()
    return found is not None and (is_moderator() if found.person is None else found.person.is_operator)
