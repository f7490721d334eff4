"""Own practice cards on the page Bibliothek: begun, changed, deleted, carried on as one file."""

import streamlit as st

from analysis.library import Item
from config import load_settings
from data.library_file import WrongItemError, library_in
from data.own_cards import LARGEST_FILE, Coming, TooMany, coming, delete_card, exported, keep, own_values
from texts.library import problem_sentence
from ui import session, show
from ui.access import asks

OPEN, CHOSEN, NEW = "own-card-open", "eintrag", "neu"
"""Which card the form has open, an id or NEW; and which item the page shows."""
TAKEN = "own-cards-taken"
"""How many files this window has taken: after each the place for a file is empty again."""
MOST_FAULTS = 20


def offer_all() -> None:
    """A new card, all own cards as one file, and such a file back."""
    _ = session.words()
    with st.expander(_("Eigene Karten"), type="compact"):
        st.button(_("Neue Karte schreiben"), on_click=open_card, args=(NEW,))
        if own_values(session.cards_store()):
            st.download_button(
                _("Eigene Karten exportieren"),
                exported(session.cards_store()),
                file_name="praxiskarten.yaml",
                mime="application/yaml",
                on_click="ignore",
            )
        _import()


@asks("moderator")
def open_card(card: str) -> None:
    """Let the form have this card, NEW or an id, or none ("")."""
    session.remember(OPEN, card)


def opened() -> str:
    """What the form has open; empty for nothing."""
    return str(session.remembered(OPEN, ""))


def offer_changes(item: Item) -> None:
    """Of an own card: change it, or delete it after asking."""
    if not item.is_own:
        return
    _ = session.words()
    with st.container(horizontal=True, gap="small", key="own-card"):
        st.button(_("Karte ändern"), on_click=open_card, args=(item.id,))
        with st.popover(_("Löschen …"), type="tertiary"):
            show.paragraph(_.local(item.title))
            st.button(_("Karte endgültig löschen"), on_click=_delete, args=(item.id,))


@asks("moderator")
def _delete(card_id: str) -> None:
    delete_card(session.cards_store(), card_id)
    session.say_after(session.words()("Die Karte ist gelöscht."))


def _import() -> None:
    """A file of cards: checked whole, told what is new and what is replaced, and only then kept."""
    _, store = session.words(), session.cards_store()
    label = _("Eigene Karten importieren (YAML, höchstens {n} MB)", n=LARGEST_FILE // 1_000_000)
    file = st.file_uploader(label, type=["yaml", "yml"], key=f"own-cards-{session.remembered(TAKEN, 0)}")
    if file is None:
        return
    try:
        shipped = library_in(load_settings().library).library.by_id
        found = coming(file.getvalue(), file.name, shipped, own_values(store))
    except WrongItemError as error:
        st.error(_("Aus dieser Datei wurde nichts übernommen."))
        for problem in error.problems[:MOST_FAULTS]:
            st.error(show.plain(problem_sentence(_, problem)))
        return
    show.note(_.plural("Eine Karte ist in der Datei.", "{n} Karten sind in der Datei.", len(found.values)))
    for card_id in sorted(found.replaced):
        st.warning(_("Ersetzt Ihre Karte „{title}“.", title=show.plain(_.local(found.items[card_id].title))))
    st.button(_("Karten übernehmen"), type="primary", on_click=_take, args=(found,))


@asks("moderator")
def _take(found: Coming) -> None:
    _ = session.words()
    try:
        keep(session.cards_store(), found.values)
    except TooMany:
        session.say_after(_("Mehr eigene Karten passen nicht hierher. Bitte löschen Sie zuerst eine."))
        return
    session.remember(TAKEN, int(session.remembered(TAKEN, 0)) + 1)
    session.say_after(_.plural("Eine Karte ist übernommen.", "{n} Karten sind übernommen.", len(found.values)))
