"""What there is to prepare, filled in by what the product knows: what is missing stands first, with its button."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Literal

import streamlit as st

from config import load_settings
from data.store.administration import administration_sheet
from data.store.planning import expected, printed
from data.store.wording import Place, wording
from data.store.workshops import Workshop
from texts.words import Words
from ui import expecting, joining, preparations, printing, prose, session, show
from ui.access import asks
from web import address
from web.contact import seconds_since_contact

Mark = Literal["open", "begun", "done", "free"]
"""Nothing, part of it, or all is done; "free" is what may be left out."""


@dataclass(frozen=True)
class Row:
    """One thing to prepare; its ``button`` unfolds what is to be done, or leads to the Verwaltungsbogen."""

    id: str
    title: str
    fact: str
    mark: Mark
    button: str = ""
    unfolds: Callable[[Workshop], None] | None = None
    leads_to_administration: bool = False

    @property
    def is_missing(self) -> bool:
        return self.mark in ("open", "begun")


def rows_of(_: Words, of: Workshop) -> list[Row]:
    """What is missing first, else as one does it."""
    rows = [_statements(_, of), _administration(_, of), _wifi(_, of), _phone(_, of)]
    rows += [_perspectives(_, of), _expected(_, of), _texts(_, of), _paper(_, of)]
    there = [row for row in rows if row is not None]
    return sorted(there, key=lambda row: not row.is_missing)


def missing(_: Words, of: Workshop) -> list[str]:
    """Titles of what is missing."""
    return [row.title for row in rows_of(_, of) if row.is_missing]


def show_checklist(of: Workshop, rows: list[Row]) -> None:
    """The rows, each with its button; the page follows once a phone has been there or a paper form was opened."""
    _ = session.words()
    lacking = sum(row.is_missing for row in rows)
    show.heading(_.plural("Eins fehlt noch", "{n} Dinge fehlen noch", lacking) if lacking else _("Alles ist bereit"))
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-{row.id}"):
            st.html(_row(_, row))
            _button(of, row)
    _wait_for_news(of, _seen_elsewhere(of))


def _button(of: Workshop, row: Row) -> None:
    look: Literal["secondary", "tertiary"] = "secondary" if row.is_missing else "tertiary"
    if row.leads_to_administration and st.button(row.button, key=f"do-{row.id}", type=look):
        st.switch_page("pages/sheets.py", query_params={"bogen": "verwaltung"})
    if row.unfolds is not None:
        with st.popover(row.button, key=f"do-{row.id}", type=look):
            row.unfolds(of)


def _row(_: Words, row: Row) -> str:
    words = {"open": _("offen"), "begun": _("angefangen"), "done": _("erledigt"), "free": _("freiwillig")}
    mark = f'<i class="mark {row.mark}" role="img" aria-label="{escape(words[row.mark])}"></i>'
    return f'<div class="row">{mark}<b>{escape(row.title)}</b><p class="note">{escape(row.fact)}</p></div>'


@st.fragment(run_every=2)
@asks("moderator")
def _wait_for_news(of: Workshop, known: tuple[bool, int]) -> None:
    if _seen_elsewhere(of) != known:
        st.rerun(scope="app")
    st.empty()


def _seen_elsewhere(of: Workshop) -> tuple[bool, int]:
    """What fills the list from outside of this window: whether a phone was there, how many paper forms were opened."""
    return seconds_since_contact(session.store(), of.id) is not None, len(printed(session.store(), of.id))


def _statements(_: Words, of: Workshop) -> Row | None:
    if of.room:
        return None
    fact = _("Keine Aussagen für den Raum: unter „Workshops“ einen Workshop mit Aussagen anlegen.")
    return Row("statements", _("Aussagen"), fact, "open")


def _administration(_: Words, of: Workshop) -> Row | None:
    if not of.administration:
        return None
    given = sum(one.answer is not None for one in administration_sheet(session.store(), of.id).values())
    asked = len(of.administration)
    mark: Mark = "done" if given == asked else "begun" if given else "open"
    fact = _("{n} von {of} Aussagen beantwortet", n=given, of=asked)
    return Row("administration", _("Verwaltungsbogen"), fact, mark, _("Ausfüllen"), leads_to_administration=True)


def _wifi(_: Words, of: Workshop) -> Row:
    title, unfolds = _("WLAN für die Gäste"), preparations.change_wifi
    if of.wifi_name:
        fact = _("„{name}“, mit Passwort; steht auf der Leinwand", name=of.wifi_name)
        if not of.wifi_password:
            fact = _("„{name}“, ohne Passwort; steht auf der Leinwand", name=of.wifi_name)
        return Row("wifi", title, fact, "done", _("Ändern"), unfolds)
    if load_settings().public_url:
        fact = _("Die Umfrage ist im Internet, es geht auch ohne.")
        return Row("wifi", title, fact, "free", _("Eintragen"), unfolds)
    fact = _("Kein Name: Ohne ihn fragen alle, in welches Netz sie sollen.")
    return Row("wifi", title, fact, "open", _("Eintragen"), unfolds)


def _phone(_: Words, of: Workshop) -> Row:
    title, button = _("Handy-Test"), _("Testen")
    if not address.is_reachable(load_settings()):
        fact = _("Telefone erreichen diesen Rechner nicht: Verbinden Sie ihn mit dem WLAN im Raum.")
        return Row("phone", title, fact, "open", button, joining.test_a_phone)
    if seconds_since_contact(session.store(), of.id) is None:
        fact = _("Noch kein Telefon hat die Umfrage erreicht.")
        return Row("phone", title, fact, "open", button, joining.test_a_phone)
    return Row("phone", title, _("Ein Telefon hat die Umfrage erreicht."), "done", button, joining.test_a_phone)


def _perspectives(_: Words, of: Workshop) -> Row:
    asked = session.questionnaire(of)
    fact = _(
        "{n} Perspektiven in {sectors} Bereichen; gezeigt werden Gruppen ab {threshold} Personen",
        n=len(asked.perspectives),
        sectors=len(asked.sectors),
        threshold=of.threshold,
    )
    return Row("perspectives", _("Perspektiven"), fact, "done", _("Ändern"), preparations.change_perspectives)


def _expected(_: Words, of: Workshop) -> Row:
    asked = session.questionnaire(of).perspectives
    people = sum(number for key, number in expected(session.store(), of.id).items() if key in asked)
    title, unfolds = _("Wer kommt"), expecting.expect_people
    if not people:
        fact = _("Mit Zahlen je Perspektive sehen Sie beim Sammeln, wer noch fehlt.")
        return Row("expected", title, fact, "free", _("Eintragen"), unfolds)
    fact = _.plural("Eine Person erwartet", "{n} Personen erwartet", people)
    return Row("expected", title, fact, "done", _("Ändern"), unfolds)


def _texts(_: Words, of: Workshop) -> Row:
    places: tuple[Place, ...] = ("leitmotiv", "spielregeln")
    is_own = any(wording(session.store(), place, "de", of.id) for place in places)
    fact = _("Ihre eigenen Texte") if is_own else _("Unser Vorschlag; beide stehen zu Beginn auf der Leinwand")
    mark: Mark = "done" if is_own else "free"
    return Row("texts", _("Leitmotiv und Spielregeln"), fact, mark, _("Ändern"), prose.edit_texts)


def _paper(_: Words, of: Workshop) -> Row:
    opened = printed(session.store(), of.id)
    fact = _("Fragebögen für alle, die ohne Telefon mitmachen")
    if opened:
        fact = _.plural(
            "Ein Fragebogen wurde zum Drucken geöffnet.",
            "{n} verschiedene Fragebögen wurden zum Drucken geöffnet.",
            len(opened),
        )
    return Row("paper", _("Papier"), fact, "done" if opened else "free", _("Drucken"), printing.paper_form)
