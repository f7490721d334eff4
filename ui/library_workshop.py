"""What the chosen workshop adds on the page Bibliothek: its points for the leadership, and the Dialogauftrag."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from analysis.dossier import Dossier
from analysis.library import Item
from analysis.protocol import LONGEST_NOTE
from content.dialogue_order import dialogue_note, dialogue_order, statements_to_ask
from content.document import Block, Document
from content.documents.filename import file_name
from content.from_workshop import for_leadership
from content.statements import numbered_name
from data import dossiers
from data.store.errors import TextMissing, TextTooLong, UnknownStatement, WrongState
from data.store.notes import add_note
from texts.dates import NoDay, day_in_digits, day_in_words, day_of, no_day_sentence
from ui import session, show
from ui.access import asks
from ui.documents import TYPES, as_word
from ui.inputs import pick_from_list
from web.light import rendered

LONGEST_RESULT = LONGEST_NOTE - 60
"""Characters; the day of the dialogue stands before them in the same note."""


def shown_dossier() -> Dossier | None:
    """That of the chosen workshop; None before a result of it was shown."""
    of = session.workshop()
    return None if of is None else dossiers.shown_dossier(session.store(), of.id, date.today())


def first_blocks(item: Item, about: Dossier | None) -> tuple[Block, ...]:
    """What stands before the item's own parts."""
    if item.kind != "leadership" or about is None:
        return ()
    return (for_leadership(session.words(), about),)


def offer_order(item: Item, about: Dossier | None, word: Callable[[Document], bytes]) -> None:
    """The draft of a Dialogauftrag in this form, to read and as Word, and the way back for what came of it."""
    if item.kind != "dialogue" or about is None:
        return
    _ = session.words()
    asked = about.questionnaire
    names = {one: numbered_name(_, asked.statements[one]) for one in statements_to_ask(about.results)}
    if not names:
        return
    with st.container(key="order", gap="xsmall"):
        show.heading(_("Dialogauftrag aus Ihrem Workshop"))
        statement = pick_from_list(_("Zu welcher Aussage?"), names, "auftrag", width=None)
        order = dialogue_order(_, about, statement, item)
        st.download_button(
            _("Dialogauftrag als Word herunterladen"),
            as_word(order, word),
            file_name=file_name(about.municipality, about.held_on, "docx", order.title),
            mime=TYPES["docx"],
            on_click="ignore",
        )
        with st.expander(_("Dialogauftrag lesen"), type="compact"):
            st.html(rendered("library_blocks.html", _.language, blocks=order.blocks, level=3))
        with st.expander(_("Ergebnis des Dialogs eintragen"), type="compact"):
            _come_back(statement)


def _come_back(statement: str) -> None:
    _, of = session.words(), session.workshop()
    if of is None:
        return
    with st.form(f"dialogue-{of.id}-{statement}", border=False, clear_on_submit=False):
        st.text_input(
            _("Tag des Dialogs (TT.MM.JJJJ)"),
            day_in_digits(date.today()),
            max_chars=10,
            key=f"dialogue-day-{statement}",
        )
        st.text_area(_("Was kam heraus?"), max_chars=LONGEST_RESULT, key=f"dialogue-text-{statement}")
        show.note(_("Themen und Ergebnisse, keine Namen und nichts, woran jemand zu erkennen ist."))
        st.checkbox(_("Darf im Bericht stehen"), key=f"dialogue-visible-{statement}")
        st.form_submit_button(_("Als Notiz speichern"), on_click=_keep, args=(of.id, statement))
    st.page_link("pages/measures.py", label=_("Maßnahmen dazu aufschreiben"))


@asks("moderator")
def _keep(workshop_id: str, statement: str) -> None:
    """Keep what came of a dialogue as a note; what is wrong is said, and the words stay."""
    _ = session.words()
    text = str(st.session_state.get(f"dialogue-text-{statement}", ""))
    try:
        if not text.strip():
            raise TextMissing
        day = day_in_words(_, day_of(str(st.session_state.get(f"dialogue-day-{statement}", ""))))
        add_note(
            session.store(),
            workshop_id,
            dialogue_note(_, day, text.strip()),
            about=statement,
            is_visible=bool(st.session_state.get(f"dialogue-visible-{statement}")),
        )
    except NoDay as error:
        session.say_after(no_day_sentence(_, error))
    except TextMissing:
        session.say_after(_("Was kam heraus? Bitte ein paar Worte."))
    except TextTooLong:
        session.say_after(_("Der Text ist zu lang. Es wurde nichts gespeichert, bitte kürzen Sie ihn."))
    except (UnknownStatement, WrongState):
        session.say_after(_("Diesen Workshop gibt es nicht mehr."))
    else:
        st.session_state[f"dialogue-text-{statement}"] = ""
        session.say_after(
            _(
                "Gespeichert. Die Notiz steht im Protokoll bei dieser Aussage. "
                "Was daraus folgt, schreiben Sie unter „Maßnahmen“ auf."
            )
        )
