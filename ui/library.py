"""The page Bibliothek: find an item, read it with the workshop's data filled in, take it along."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from urllib.parse import urlencode

import streamlit as st

from analysis.library import Item, Kind, Library
from analysis.questionnaire import Questionnaire
from config import load_settings
from content.document import Block, Document
from content.documents.filename import file_name
from content.library import (
    TYPED,
    Filling,
    Wanted,
    gap_titles,
    item_blocks,
    item_document,
    kind_titles,
    matching,
    occasion_titles,
    own_mark,
    size_titles,
    workshop_filling,
)
from content.statements import numbered_name
from data.library_file import library_in
from data.own_cards import with_own
from data.questionnaire_file import load_questionnaire
from data.store.farewell import next_date
from texts.library import problem_sentence
from ui import own_cards, session, show
from ui.access import asks
from ui.documents import TYPES, as_word
from ui.inputs import begin_page_with, pick_from_list, search_line
from web.light import rendered

CHOSEN = own_cards.CHOSEN
LIST_HEIGHT = 330


def library() -> Library:
    """What its files hold now, and own cards; those that cannot be used are said."""
    found = library_in(load_settings().library)
    _ = session.words()
    for problem in found.problems:
        st.warning(show.plain(problem_sentence(_, problem)))
    return with_own(found.library, session.cards_store())


def asked() -> Questionnaire:
    """The questionnaire of the chosen workshop, else that of the instance."""
    of = session.workshop()
    return load_questionnaire(load_settings().questionnaire) if of is None else session.questionnaire(of)


def choose(known: Library, asked: Questionnaire) -> Item | None:
    """Kind, search and filters, then the items that fit; the chosen one, else the first of them."""
    _ = session.words()
    linked = known.by_id.get(st.query_params.get(CHOSEN, ""))
    if linked is not None and session.remembered(CHOSEN) is None:
        session.remember(CHOSEN, linked.id)
        st.query_params["art"] = linked.kind
    kind: Kind = pick_from_list(_("Was suchen Sie?"), kind_titles(_), "art", width=None)
    wanted = _wanted(kind, asked)
    found = matching(_, known, kind, wanted, asked)
    show.note(_.plural("{n} Eintrag", "{n} Einträge", len(found)))
    chosen = known.by_id.get(str(session.remembered(CHOSEN, "")))
    chosen = chosen if chosen in found else next(iter(found), None)
    with st.container(height=LIST_HEIGHT, border=False, key="entries-library", gap="xsmall"):
        for item in found:
            label = show.plain(_.local(item.title) + (f" · {own_mark(_)}" if item.is_own else ""))
            label = f"**{label}**" if item is chosen else label
            st.button(label, key=f"library-{item.id}", type="tertiary", on_click=_open, args=(item.id,))
    if kind == "practice":
        own_cards.offer_all()
    if chosen is not None:
        st.query_params[CHOSEN] = chosen.id
    return chosen


def go_to(item_id: str) -> None:
    """Leave for this item, whatever was looked for on that page before."""
    item = library_in(load_settings().library).library.by_id.get(item_id)
    if item is not None:
        begin_page_with("bibliothek", "art", item.kind)
        for name in ("suche", "anlass"):
            begin_page_with("bibliothek", name, "")
        session.remember(CHOSEN, item.id)
    st.switch_page("pages/library.py", query_params={CHOSEN: item_id})


@asks("moderator")
def _open(item_id: str) -> None:
    session.remember(CHOSEN, item_id)
    own_cards.open_card("")


def _wanted(kind: Kind, asked: Questionnaire) -> Wanted:
    _ = session.words()
    words = search_line(_("Suchen"), "suche")
    if kind == "dialogue":
        occasions: dict[str, str] = {"": _("alle Anlässe"), **dict(occasion_titles(_).items())}
        return Wanted(words, occasion=pick_from_list(_("Anlass"), occasions, "anlass", width=None))
    if kind != "practice":
        return Wanted(words)
    fields = {"": _("alle Handlungsfelder"), **{one.id: _.local(one.title) for one in asked.fields}}
    field = pick_from_list(_("Handlungsfeld"), fields, "feld", width=None)
    statements = {"": _("alle Aussagen")} | {
        one.id: numbered_name(_, one) for each in asked.fields if field in ("", each.id) for one in each.statements
    }
    statement = pick_from_list(_("Aussage"), statements, "aussage", width=None)
    sizes: dict[str, str] = {"": _("alle Kommunen"), **dict(size_titles(_).items())}
    size = pick_from_list(_("Art der Kommune"), sizes, "groesse", width=None)
    return Wanted(words, field="" if statement else field, statement=statement, size=size)


def filling() -> Filling:
    """What the chosen workshop and whoever writes know of the gaps."""
    _, of = session.words(), session.workshop()
    known: dict[str, str] = {}
    if of is not None:
        known.update(workshop_filling(_, of.municipality, of.title, of.held_on, next_date(session.store(), of.id).day))
    with st.expander(_("Lücken füllen"), type="compact"):
        for gap in TYPED:
            kept = str(session.remembered(f"gap-{gap}", ""))
            known[gap] = st.text_input(gap_titles(_)[gap], kept, max_chars=120, key=f"gap-input-{gap}").strip()
            session.remember(f"gap-{gap}", known[gap])
    return known


def read(item: Item, filled: Filling, asked: Questionnaire, first: Sequence[Block] = ()) -> None:
    """The item as it is read; ``first``: what the workshop puts before it."""
    _ = session.words()
    st.html(f"<h2>{escape(_.local(item.title))}</h2>")
    show.paragraph(_.local(item.summary))
    blocks = (*first, *item_blocks(_, item, filled, asked))
    st.html(rendered("library_blocks.html", _.language, blocks=blocks, level=3))


def take_along(
    item: Item, filled: Filling, asked: Questionnaire, word: Callable[[Document], bytes], first: Sequence[Block] = ()
) -> None:
    """The item as Word and as a page to print."""
    _, of = session.words(), session.workshop()
    municipality, day = ("", date.today()) if of is None else (of.municipality, of.held_on)
    st.download_button(
        _("Als Word herunterladen"),
        as_word(item_document(_, item, filled, asked, day, first), word),
        file_name=file_name(municipality, day, "docx", _.local(item.title)),
        mime=TYPES["docx"],
        on_click="ignore",
        type="primary",
    )
    typed = {name: value for name, value in filled.items() if name in TYPED and value}
    query = urlencode({"lang": _.language, **({} if of is None else {"w": of.id}), **typed})
    st.link_button(_("Drucken"), f"/wissen/{item.id}?{query}")
