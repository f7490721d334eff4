"""Inputs that several forms of the moderator share; what is wrong with one is said right below it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content.views import groups_as_word, groups_of_word
from texts.dates import NoDay, day_of, no_day_sentence
from ui import session, show

THRESHOLDS = (5, 3)
LIST_WIDTH = 320
"""Pixels of a list that unfolds."""
LONGEST_NAME = 80
LONGEST_SEARCH = 60
LONGEST_WIFI_NAME = 32
"""Bytes, so says the standard; a letter with an umlaut takes two."""
WIFI_PASSWORD = (8, 63)

View = TypeVar("View", bound=str)


@dataclass(frozen=True)
class Typed:
    """What a form's line holds, and the place below it for what is wrong with it."""

    text: str
    key: str
    _below: DeltaGenerator

    def refuse(self, sentence: str) -> None:
        """Say below the line why it cannot stay so, and let typing go on there."""
        with self._below:
            st.error(sentence)
            show.focus_next(self.key)

    def is_stored(self) -> None:
        """What it holds was saved; from now on it shows what others save, until somebody types here again."""
        session.know(self.key, st.session_state.get(self.key))


def day(of: date) -> str:
    return of.strftime("%d.%m.%Y")


def line(label: str, value: str = "", *, key: str, longest: int = LONGEST_NAME, stripped: bool = True) -> Typed:
    """One line of text, with the place for its error; while nobody types there, it shows ``value`` as it is now."""
    session.follow(key, value)
    text = st.text_input(label, value, max_chars=longest, key=key) or ""
    return Typed(text.strip() if stripped else text, key, st.container())


def needed(*lines: tuple[Typed, str]) -> bool:
    """Whether each line holds something; below each empty one its sentence."""
    for typed, sentence in lines:
        if not typed.text:
            typed.refuse(sentence)
    return all(typed.text for typed, _sentence in lines)


def threshold_input(current: int, *, key: str) -> int:
    _ = session.words()
    return st.radio(
        _("Kleinste Gruppe, die einzeln gezeigt wird (liegt mit dem ersten Bogen fest)"),
        THRESHOLDS,
        index=THRESHOLDS.index(current) if current in THRESHOLDS else 0,
        format_func=lambda n: _("{n} Personen", n=n),
        horizontal=True,
        key=key,
    )


def date_line(value: date, *, key: str) -> Typed:
    """A date typed the German way: Streamlit's calendar speaks the browser's language, not the page's."""
    _ = session.words()
    return line(_("Datum (TT.MM.JJJJ)"), day(value), key=key, longest=10)


def date_of(typed: Typed) -> date | None:
    """The date; without one, what is wrong stands below the line."""
    _ = session.words()
    try:
        return day_of(typed.text)
    except NoDay as error:
        typed.refuse(no_day_sentence(_, error))
        return None


def wifi_lines(name: str = "", password: str = "", *, key: str) -> tuple[Typed, Typed]:
    """Name and password of the Wi-Fi as they are typed on phones; blanks belong to the password."""
    _ = session.words()
    return (
        line(_("Name des WLANs für die Telefone (falls nötig)"), name, key=f"wifi-{key}", longest=LONGEST_WIFI_NAME),
        line(_("Passwort des WLANs"), password, key=f"key-{key}", longest=WIFI_PASSWORD[1], stripped=False),
    )


def wifi_is_possible(name: Typed, password: Typed) -> bool:
    """Whether there can be such a Wi-Fi: the QR code of another one would lead nowhere."""
    _ = session.words()
    fits_name = len(name.text.encode()) <= LONGEST_WIFI_NAME
    fits_password = not password.text or WIFI_PASSWORD[0] <= len(password.text) <= WIFI_PASSWORD[1]
    if not fits_name:
        name.refuse(_("Ein WLAN-Name hat höchstens 32 Zeichen; Umlaute zählen doppelt."))
    if not fits_password:
        password.refuse(_("Ein WLAN-Passwort hat 8 bis 63 Zeichen. Ist das WLAN offen, lassen Sie das Feld leer."))
    return fits_name and fits_password


def pick_one(label: str, titles: Mapping[View, str], name: str) -> View:
    """One of several views, as buttons in a row; kept in the address under ``name``."""
    shown = picked(titles, name)
    st.segmented_control(
        label,
        list(titles),
        format_func=lambda one: titles[one],
        default=shown,
        label_visibility="collapsed",
        key=_key(name),
    )
    st.query_params[name] = shown
    return shown


def pick_in_the_address(label: str, titles: Mapping[View, str], name: str) -> View:
    """Like ``pick_one``, for what other pages choose by their links: nothing but the address keeps it.

    Of a single view there is nothing to pick.
    """
    asked = st.query_params.get(name)
    shown: View = next((one for one in titles if one == asked), next(iter(titles)))
    if len(titles) > 1:
        shown = st.segmented_control(
            label,
            list(titles),
            format_func=titles.__getitem__,
            default=shown,
            required=True,
            label_visibility="collapsed",
            key=_key(name),
        )
    st.query_params[name] = shown
    return shown


def pick_from_list(
    label: str, titles: Mapping[View, str], name: str, *, label_is_seen: bool = True, width: int | None = LIST_WIDTH
) -> View:
    """Like ``pick_one``, as a list that unfolds: for what is rarely changed.

    An unseen ``label`` is for screen readers, where the options say what they are about. Without a ``width`` the list
    takes what it is given. The choice of nothing, "", does not stand in the address.
    """
    shown = picked(titles, name)
    st.selectbox(
        label,
        list(titles),
        format_func=lambda one: titles[one],
        key=_key(name),
        width=width or "stretch",
        placeholder=label,
        label_visibility="visible" if label_is_seen else "collapsed",
    )
    _keep_in_the_address(name, shown)
    return shown


def search_line(label: str, name: str) -> str:
    """What is searched for; kept in the address under ``name``."""
    key = _key(name)
    if key not in st.session_state:
        session.remember(key, session.remembered(_last(name), st.query_params.get(name, ""))[:LONGEST_SEARCH])
    text = st.text_input(label, key=key, max_chars=LONGEST_SEARCH, label_visibility="collapsed", placeholder=label)
    session.remember(_last(name), text)
    _keep_in_the_address(name, text)
    return text


def pick_some(label: str, titles: Mapping[str, str], name: str) -> list[str]:
    """Any of several, as buttons; the label is said by what opens them. Kept in the address under ``name``."""
    key = _key(name)
    if key not in st.session_state:
        shown = session.remembered(_last(name), groups_of_word(st.query_params.get(name, "")))
        session.remember(key, [one for one in shown if one in titles])
    picked = st.pills(
        label,
        list(titles),
        selection_mode="multi",
        format_func=lambda one: titles[one],
        label_visibility="collapsed",
        key=key,
    )
    session.remember(_last(name), tuple(picked))
    st.query_params[name] = groups_as_word(picked)
    return list(picked)


def pick_next(name: str, choice: str) -> None:
    """Let this be what ``pick_one``, ``pick_from_list`` or ``search_line`` shows in the next run."""
    session.remember(_key(name), choice)


def begin_page_with(page: str, name: str, choice: str) -> None:
    """Let this be what that page shows when it is next opened in this window."""
    key = f"{page}-{name}"
    session.forget(key)
    session.remember(f"{session.LAST}{key}", choice)


def picked(titles: Mapping[View, str], name: str) -> View:
    """What is chosen, else what this page last showed in this window, else what the address says, else the first.

    The address comes late: who goes back twice in a hurry finds there what the page in between has written.
    """
    chosen = session.remembered(_key(name))
    known: tuple[Any, ...] = (chosen, session.remembered(_last(name)), st.query_params.get(name))
    shown: View = next((one for one in known if one in titles), next(iter(titles)))
    if chosen != shown:
        session.remember(_key(name), shown)
    session.remember(_last(name), shown)
    return shown


def _keep_in_the_address(name: str, choice: str) -> None:
    if choice:
        st.query_params[name] = choice
    else:
        st.query_params.pop(name, None)


def _key(name: str) -> str:
    """Of the input, which Streamlit forgets on other pages."""
    return f"{session.page()}-{name}"


def _last(name: str) -> str:
    return f"{session.LAST}{_key(name)}"
