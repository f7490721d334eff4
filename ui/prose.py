"""Texts that a municipality can edit: shown to all in their language, editable for moderators."""

from html import escape

import streamlit as st

from data.store.wording import Place, save_wording, wording
from data.store.workshops import Workshop
from texts.prose import Part, blocks, parts_about, standard_prose, without_parts
from ui import session, show
from web.legal import text_for


def text_page(place: Place, title: str) -> None:
    """One of the pages Datenschutz, Impressum, Barrierefreiheit."""
    _ = session.words()
    show.title(title)
    show_text(place)
    offer_editing(place, title, _("Text bearbeiten"), _("Englischen Text bearbeiten"))


def show_text(place: Place) -> None:
    """The text in the reader's language; in German where the municipality has written German only."""
    text, written_in = _text(place)
    if session.person() is None:
        text = without_parts(text, "personen", "kommunen")
    show.prose(text, language=written_in)


def offer_help(part: Part) -> None:
    """What the help says of this page, and the way to all of it; a municipality's own text may say nothing of it."""
    _ = session.words()
    with st.popover(_("Wie geht das?"), type="tertiary"):
        text, written_in = text_for(session.store(), "hilfe", _.language)
        if about := parts_about(text, part):
            show.prose(about, language=written_in)
        st.page_link("pages/help.py", label=_("Ganze Hilfe"))


def show_questions() -> None:
    """Questions with their answers: of each paragraph the first line asks, the others answer."""
    parts: list[str] = []
    text, written_in = _text("fragen")
    for kind, (first, *others) in blocks(text):
        if kind == "heading":
            parts.append(f"<h3>{escape(first)}</h3>")
        elif kind == "list":
            parts.append("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in (first, *others)) + "</ul>")
        elif others:
            parts.append(
                f"<dl><dt><strong>{escape(first)}</strong></dt><dd>{'<br>'.join(map(escape, others))}</dd></dl>"
            )
        else:
            parts.append(f"<p>{escape(first)}</p>")
    st.html(f'<div class="prose" lang="{written_in}">{"".join(parts)}</div>')


def _text(place: Place) -> tuple[str, str]:
    """The text to show and its language; says so where that is not the reader's."""
    _ = session.words()
    text, written_in = text_for(session.store(), place, _.language)
    if written_in != _.language:
        show.note(_("Diesen Text gibt es bisher nur auf Deutsch."))
    return text, written_in


def edit_texts(of: Workshop) -> None:
    """Leitmotiv and Spielregeln of this workshop, German first."""
    _ = session.words()
    places: tuple[tuple[Place, str], ...] = (("leitmotiv", _("Leitmotiv")), ("spielregeln", _("Spielregeln")))
    for place, title in places:
        edit_text(place, title, of.id)
        edit_text(place, _("{title} auf Englisch", title=title), of.id, language="en")


def offer_editing(place: Place, title: str, german: str, english: str) -> None:
    """The German and the English text of the whole instance, each behind its label, for who looks after it."""
    if not session.is_operator():
        return
    _ = session.words()
    with st.expander(german):
        edit_text(place, title)
    with st.expander(english):
        show.note(_("Haben Sie nur den deutschen Text geändert, steht er auch auf der englischen Seite."))
        edit_text(place, _("{title} auf Englisch", title=title), language="en")


def edit_text(place: Place, label: str, workshop_id: str | None = None, *, language: str = "de") -> None:
    """A text of the instance or of one workshop; emptied, the standard text comes back."""
    _ = session.words()
    written = wording(session.store(), place, language, workshop_id)
    with st.form(f"text-{place}-{language}-{workshop_id or ''}"):
        text = st.text_area(label, written or standard_prose(place, language), height=280, max_chars=20_000)
        show.note(_("Absätze durch eine Leerzeile trennen; „# “ beginnt eine Überschrift, „- “ einen Listenpunkt."))
        if place == "hilfe":
            mark = "# … {bericht}"
            show.note(_("Was unter {mark} steht, zeigt auch „Wie geht das?“ auf der Seite „Bericht“.", mark=mark))
        if st.form_submit_button(_("Text speichern")):
            also = () if workshop_id is not None or not session.is_operator() else ("operator",)
            save_wording(session.store(*also), place, language, text.strip(), workshop_id)
            st.rerun()
