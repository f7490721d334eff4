"""What the documents shall say beside the results, and which parts the report has: kept with the workshop."""

import base64
import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from analysis.dossier import Dossier
from content.documents.order import Order
from content.documents.report import PARTS, Part, there_in
from data.dossiers import dossier
from data.evening import Evening
from data.store.errors import WrongState
from data.store.report_choices import LONGEST_CONTACT, ReportChoices, change_report_choices, report_choices
from ui import logos, session, show
from ui.access import asks
from web.legal import text_for

_ROUND = "logo-round"
"""How often a logo was taken from the input for files, which then stands empty again."""


def choose(now: Evening) -> Order:
    """The inputs, as they were last left on whichever device; what is changed is stored at once."""
    _ = session.words()
    of = now.workshop.id
    stored = report_choices(session.store(), of)
    language = _language(stored, _key(of, "language"))
    contact = _contact(stored, of)
    about = _dossier(now, language, contact)
    logo = _logo(stored, of)
    left_out = _left_out(stored, of, about)
    is_released = _is_released(stored, _key(of, "released"))
    spoken = language if stored.language or language != _own_language() else None
    typed = ReportChoices(language=spoken, contact=contact, logo=logo, left_out=left_out, is_released=is_released)
    if typed != stored:
        _store(of, stored, typed)
    return Order(
        dossier=about,
        language=language,
        parts=tuple(part for part in PARTS if part not in left_out),
        logo=_printed(logo),
        is_released=is_released,
        has_preview=True,
    )


def _language(stored: ReportChoices, key: str) -> str:
    value = stored.language or _own_language()
    session.follow(key, value)
    chosen = st.segmented_control(
        session.words()("Sprache der Dokumente"),
        ["de", "en"],
        format_func={"de": "Deutsch", "en": "English"}.__getitem__,
        default=value,
        required=True,
        key=key,
    )
    return chosen or value


def _own_language() -> str:
    return "en" if session.words().language == "en" else "de"


def _contact(stored: ReportChoices, of: str) -> str:
    _, key = session.words(), _key(of, "contact")
    session.follow(key, stored.contact)
    typed = st.text_input(
        _("Wer beantwortet Fragen dazu?"),
        stored.contact,
        max_chars=LONGEST_CONTACT,
        placeholder=_("zum Beispiel: Integrationsstelle, Telefon …"),
        key=key,
        on_change=_keep_contact,
        args=(of,),
    )
    return typed.strip()


@asks("moderator")
def _keep_contact(of: str) -> None:
    """At once: who types and then clicks on another page, never runs this one again."""
    key = _key(of, "contact")
    typed = str(st.session_state.get(key, "")).strip()
    _change(of, lambda now: replace(now, contact=typed))
    session.know(key, st.session_state.get(key))


def _dossier(now: Evening, language: str, contact: str) -> Dossier:
    leitmotiv, _written_in = text_for(session.store(), "leitmotiv", language, now.workshop.id)
    return dossier(session.store(), now, contact=contact, leitmotiv=leitmotiv, made_on=date.today())


def _logo(stored: ReportChoices, of: str) -> bytes | None:
    """The picture that is there, with the ways to another one and to none."""
    _, logo = session.words(), stored.logo
    if printed := _printed(logo):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            source = base64.b64encode(_thumbnail(printed)).decode()
            alt = escape(_("Logo der Kommune"))
            st.html(f'<img class="logo" src="data:image/png;base64,{source}" alt="{alt}">', width="content")
            if st.button(_("Logo entfernen"), type="tertiary"):
                logo = None
    label = _("Anderes Logo (PNG oder JPEG)") if printed else _("Logo der Kommune (PNG oder JPEG)")
    key = f"{_key(of, 'logo')}-{session.kept_here(_ROUND) or 0}"
    return logos.logo_of(_, st.file_uploader(label, type=["png", "jpg", "jpeg"], key=key)) or logo


def _printed(stored: bytes | None) -> bytes | None:
    """The stored logo written anew: a Sicherung may have brought any bytes."""
    if stored is None:
        return None
    digest = hashlib.sha256(stored).hexdigest()
    return session.made(("logo", digest), lambda: logos.rewritten(stored)) or None


def _thumbnail(printed: bytes) -> bytes:
    digest = hashlib.sha256(printed).hexdigest()
    return session.made(("logo-thumbnail", digest), lambda: logos.thumbnail(printed))


def _left_out(stored: ReportChoices, of: str, about: Dossier) -> tuple[str, ...]:
    """Also parts in which there is nothing to say yet, if somebody has left them out."""
    _ = session.words()
    there = there_in(_, about)
    with st.expander(_("Teile des Berichts"), type="compact"):
        unwanted = {part for part, title in there.items() if not _is_wanted(stored, of, part, title)}
    return tuple(part for part in PARTS if part in unwanted or (part not in there and part in stored.left_out))


def _is_wanted(stored: ReportChoices, of: str, part: Part, title: str) -> bool:
    key, value = _key(of, f"part-{part}"), part not in stored.left_out
    session.follow(key, value)
    return st.checkbox(title, value, key=key)


def _is_released(stored: ReportChoices, key: str) -> bool:
    _ = session.words()
    session.follow(key, stored.is_released)
    chosen = st.checkbox(_("Die Zusammenfassung für alle ist freigegeben"), stored.is_released, key=key)
    show.note(_("Ohne Haken steht auf jeder Seite: Entwurf – nicht freigegeben."))
    return chosen


def _store(of: str, before: ReportChoices, typed: ReportChoices) -> None:
    """Only what was changed here: another window may change the rest at the same moment."""
    names = [name for name in ReportChoices.__dataclass_fields__ if getattr(typed, name) != getattr(before, name)]
    changed = {name: getattr(typed, name) for name in names}
    _change(of, lambda now: replace(now, **changed))
    own, files = _key(of, ""), _key(of, "logo")
    for key in [str(key) for key in st.session_state if str(key).startswith(own)]:
        if not key.startswith(files):
            session.know(key, st.session_state[key])
    if "logo" in changed:
        session.keep_here(_ROUND, (session.kept_here(_ROUND) or 0) + 1)
        st.rerun()


def _change(of: str, change: Callable[[ReportChoices], ReportChoices]) -> None:
    """Once the workshop is gone, the page says so."""
    with suppress(WrongState):
        change_report_choices(session.store(), of, change)


def _key(of: str, name: str) -> str:
    return f"documents-{of}-{name}"
