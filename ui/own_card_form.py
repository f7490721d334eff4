"""The form for an own practice card: its main fields, checked by the rules of files."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from analysis.questionnaire import Questionnaire
from config import load_settings
from content.library import size_titles
from content.statements import numbered_name
from data.library_file import Problem, WrongItemError, library_in
from data.own_cards import TooMany, keep, new_card_id, own_item, own_values
from data.store.rows import day_here
from texts.dates import NoDay, day_in_digits, day_of, no_day_sentence
from texts.library import problem_sentence
from texts.words import Words
from ui import session, show
from ui.access import asks
from ui.own_cards import CHOSEN, OPEN, open_card, opened

SHORT = ("title", "summary", "place")
LONG = ("cost", "time", "resistance", "failed", "evidence")
"""What a source may not say."""
LONGEST = {"title": 60, "summary": 240, "place": 200, "years": 40, "source": 200, "url": 1000, "checked": 10}
LONGEST_TEXT = 2000
"""Characters."""


def show_form(asked: Questionnaire) -> None:
    """All main fields of the card that is open; what is wrong is said with its place, and nothing typed is lost."""
    _ = session.words()
    card = opened()
    before = own_values(session.cards_store()).get(card, {})
    show.heading(_("Karte ändern") if before else _("Neue Karte schreiben"))
    show.note(_("Nur dokumentierte, öffentliche Praxis mit Quelle. Bitte keine Namen von Personen."))
    with st.form(f"own-card-{card}", border=False):
        typed = _inputs(before, asked, f"own-{card}")
        wrong = st.container()
        is_wanted = st.form_submit_button(_("Karte speichern"), type="primary")
    st.button(_("Abbrechen"), on_click=_leave)
    if is_wanted:
        with wrong:
            _save(before, typed, asked)


@asks("moderator")
def _leave() -> None:
    open_card("")


def _inputs(before: Mapping[str, Any], asked: Questionnaire, key: str) -> dict[str, Any]:
    """What was typed, by name of the field in the format."""
    _ = session.words()
    labels, sizes = _labels(_), size_titles(_)
    names = {one.id: numbered_name(_, one) for one in asked.statements.values()}
    source = (before.get("sources") or [{}])[0]
    stood = {
        **{name: str(before.get(name, {}).get("de", "")) for name in (*SHORT, "problem", *LONG)},
        "years": str(before.get("years", "")),
        "steps": "\n".join(one["de"] for one in before.get("steps", [])),
        "source": str(source.get("title", "")),
        "url": str(source.get("url", "")),
        "checked": day_in_digits(day_of(before["checked"]) if before else day_here()),
    }

    def line(name: str) -> str:
        return st.text_input(labels[name], stood[name], max_chars=LONGEST[name], key=f"{key}-{name}") or ""

    def area(name: str) -> str:
        return st.text_area(labels[name], stood[name], max_chars=LONGEST_TEXT, key=f"{key}-{name}") or ""

    def some(name: str, titles: Mapping[str, str]) -> list[str]:
        known = [one for one in before.get(name, []) if one in titles]
        return st.multiselect(
            labels[name],
            list(titles),
            known,
            format_func=titles.__getitem__,
            placeholder=_("Bitte wählen"),
            key=f"{key}-{name}",
        )

    return {
        **{name: line(name) for name in SHORT},
        "size": some("size", {str(one): title for one, title in sizes.items()}),
        "years": line("years"),
        **{name: area(name) for name in ("problem", "steps", *LONG)},
        "statements": some("statements", names),
        **{name: line(name) for name in ("source", "url", "checked")},
    }


def _save(before: Mapping[str, Any], typed: Mapping[str, Any], asked: Questionnaire) -> None:
    _, store = session.words(), session.cards_store()
    try:
        checked = day_of(str(typed["checked"])).isoformat()
    except NoDay as error:
        st.error(no_day_sentence(_, error))
        return
    taken = {*library_in(load_settings().library).library.by_id, *own_values(store)}
    card_id = str(before.get("id") or new_card_id(str(typed["title"]), taken))
    values = {**_values(before, typed, asked), "kind": "practice", "id": card_id, "checked": checked}
    try:
        own_item(values, _("Karte"))
        keep(store, {card_id: values})
    except WrongItemError as error:
        for problem in error.problems:
            st.error(show.plain(problem_sentence(_, _placed(problem))))
        return
    except TooMany:
        st.error(_("Mehr eigene Karten passen nicht hierher. Bitte löschen Sie zuerst eine."))
        return
    session.remember(CHOSEN, card_id)
    session.remember(OPEN, "")
    session.say_after(_("Die Karte ist gespeichert."))
    st.rerun()


def _values(before: Mapping[str, Any], typed: Mapping[str, Any], asked: Questionnaire) -> dict[str, Any]:
    """The fields as a file has them; a German text that was not changed keeps its translations, and what no field shows
    stays: further sources, statements of another questionnaire."""
    texts = (*SHORT, "problem", *LONG)
    known = {one["de"]: one for one in before.get("steps", [])}
    steps = [line.strip() for line in str(typed["steps"]).splitlines() if line.strip()]
    foreign = [one for one in before.get("statements", []) if one not in asked.statements]
    found: dict[str, Any] = {name: _said(before.get(name, {}), str(typed[name])) for name in texts}
    return {
        **{name: text for name, text in found.items() if text["de"] or name not in LONG},
        "size": list(typed["size"]),
        "years": str(typed["years"]).strip(),
        "steps": [known.get(step, {"de": step}) for step in steps],
        "statements": [*typed["statements"], *foreign],
        "sources": [
            {"title": str(typed["source"]).strip(), "url": str(typed["url"]).strip()},
            *before.get("sources", [])[1:],
        ],
    }


def _said(before: Mapping[str, str], typed: str) -> Mapping[str, str]:
    text = typed.strip()
    return before if before.get("de") == text else {"de": text}


def _placed(problem: Problem) -> Problem:
    """With the field as the form calls it."""
    labels = _labels(session.words())
    name, *further = problem.place or ("",)
    if name == "sources":
        name = "url" if "url" in further else "source"
    return replace(problem, place=(labels.get(name, name),))


def _labels(_: Words) -> dict[str, str]:
    """What the form calls each field."""
    return {
        "title": _("Titel"),
        "summary": _("In einem Satz"),
        "place": _("Ort und Land"),
        "size": _("Art der Kommune"),
        "years": _("Wann (Jahre)"),
        "problem": _("Worum es ging"),
        "steps": _("Was getan wurde, ein Schritt je Zeile"),
        "cost": _("Kosten"),
        "time": _("Zeit"),
        "resistance": _("Was schwierig war"),
        "failed": _("Was nicht gelungen ist"),
        "evidence": _("Was belegt ist"),
        "statements": _("Passt zu diesen Aussagen"),
        "source": _("Quelle: Titel"),
        "url": _("Quelle: Adresse im Netz"),
        "checked": _("Quelle zuletzt gelesen am (TT.MM.JJJJ)"),
    }
