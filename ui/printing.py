"""Choose the question sheet to print: which statements, in which language, how large."""

import streamlit as st

from data.store.workshops import Workshop
from ui import session, show
from web.light import own_name
from web.printing import sheet_address, sheets


def question_sheet(of: Workshop) -> None:
    """The choices, and the link to the sheet that they name."""
    _ = session.words()
    asked = session.questionnaire(of)
    offered = sheets(_, asked, of)
    titles = {sheet.id: show.plain(sheet.title) for sheet in offered.values()}
    # Translators: which paper form to print; elsewhere a Bogen is what one person answered.
    chosen = st.radio(_("Bogen"), list(titles), format_func=titles.get, key="print-sheet")
    languages = asked.only(offered[chosen].statements).languages
    language = st.radio(_("Sprache"), languages, format_func=own_name, horizontal=True, key="print-language")
    large = st.checkbox(_("Große Schrift"), key="print-large")
    address = sheet_address(of.code, chosen, language=language, large=large)
    st.link_button(_("Fragebogen zum Ausdrucken"), address)
