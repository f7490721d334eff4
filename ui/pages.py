"""Which pages a role may open, and under which address."""

from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from texts.words import LANGUAGES, Words
from ui import frame, session, show
from ui.workshop_names import dated_name
from web.light import own_name

ROOT = Path(__file__).resolve().parents[1]
ICON = str(ROOT / "web" / "static" / "icon.png")


def open_page() -> None:
    """Set the frame, offer the role's pages, run the chosen one."""
    _ = session.words()
    who = session.access()
    product = _("Selbstcheck Weltoffene Kommune")
    if who is None:
        st.set_page_config(page_title=product, page_icon=ICON, layout="wide")
        show.title(product)
        st.info(_over(_))
        st.stop()
    if who.role not in ("moderator", "team"):
        _show_the_room(_, product)
    sections = _team_pages(_) if who.role == "team" else _all_pages(_)
    page = st.navigation([page for pages in sections.values() for page in pages], position="sidebar", expanded=True)
    session.enter(page.url_path)
    st.set_page_config(page_title=f"{page.title} · {product}", page_icon=ICON, layout="wide")
    frame.dress()
    frame.name_sections({title: len(pages) for title, pages in sections.items()})
    _choose_workshop(_)
    foot = st.sidebar.empty()
    with foot:  # a page that stops is the end of everything: only what stands already is there
        _offer_language_and_sign_out(_, page.url_path)
    if session.was_refused():
        st.error(_("Dieses Gerät darf das nicht. Es wurde nichts geändert."))
    if sentence := session.said():
        st.warning(sentence)
    page.run()
    with foot:  # now the address says which view was chosen
        _offer_language_and_sign_out(_, page.url_path)


def _over(_: Words) -> str:
    """What to say once the sign-in is over."""
    if session.was_team():
        return _("Dieser Link gilt nicht mehr. Bitten Sie die Moderation um einen neuen.")
    return _(
        "Diese Anmeldung gilt nicht mehr. Aus diesem Fenster wird nichts mehr geändert. "
        "„python3 run.py key“ gibt eine neue Adresse aus."
    )


def _show_the_room(_: Words, product: str) -> None:
    """A Leinwand and a Regie have light pages of their own, and none here."""
    st.set_page_config(page_title=product, page_icon=ICON, layout="wide")
    show.title(product)
    st.info(_("Dieses Gerät ist für den Raum angemeldet. Bitte laden Sie die Seite neu."))
    st.stop()


def _team_pages(_: Words) -> dict[str, list[st.Page]]:
    return {_("Vorbereiten"): [_upload_page(_, comes_first=True)], _("Hinweise"): _text_pages(_)}


def _upload_page(_: Words, *, comes_first: bool) -> st.Page:
    return st.Page(ROOT / "pages/upload.py", title=_("Datei hochladen"), url_path="hochladen", default=comes_first)


def _room_pages(_: Words) -> list[st.Page]:
    return [
        st.Page(ROOT / "pages/participation.py", title=_("Teilnahme"), url_path="teilnahme"),
        st.Page(ROOT / "pages/overview.py", title=_("Überblick"), url_path="ueberblick"),
        st.Page(ROOT / "pages/differences.py", title=_("Unterschiede"), url_path="unterschiede"),
    ]


def _all_pages(_: Words) -> dict[str, list[st.Page]]:
    return {
        _("Vorbereiten"): [
            st.Page(ROOT / "pages/workshops.py", title=_("Workshops"), url_path="workshops", default=True),
            st.Page(ROOT / "pages/sheets.py", title=_("Bögen erfassen"), url_path="boegen"),
            _upload_page(_, comes_first=False),
        ],
        # Translators: heading in the menu over what is used during the workshop, in the meeting room.
        _("Im Raum"): _room_pages(_),
        # Translators: heading in the menu over what is used after the workshop.
        _("Danach"): [st.Page(ROOT / "pages/report.py", title=_("Bericht"), url_path="bericht")],
        # Translators: heading in the menu over help, privacy, imprint: things to know.
        _("Hinweise"): _text_pages(_),
    }


def _text_pages(_: Words) -> list[st.Page]:
    return [
        st.Page(ROOT / "pages/help.py", title=_("Hilfe"), url_path="hilfe"),
        st.Page(ROOT / "pages/privacy.py", title=_("Datenschutz"), url_path="info-datenschutz"),
        st.Page(ROOT / "pages/imprint.py", title=_("Impressum"), url_path="info-impressum"),
        st.Page(ROOT / "pages/accessibility.py", title=_("Barrierefreiheit"), url_path="info-barrierefreiheit"),
    ]


def _offer_language_and_sign_out(_: Words, page: str) -> None:
    """Forms of our own: only a response of the server changes the cookie."""
    back = escape(urlencode({"seite": page, **st.query_params.to_dict()}))
    others = "".join(
        f'<form method="post" action="/sprache/{language}?{back}">'
        f'<button class="quiet" lang="{language}">{escape(own_name(language))}</button></form>'
        for language in LANGUAGES
        if language != _.language
    )
    st.html(
        f'<div class="quiet">{others}'
        f'<form method="post" action="/abmelden"><button class="quiet">{escape(_("Abmelden"))}</button></form>'
        "</div>"
    )


def _choose_workshop(_: Words) -> None:
    """The workshop in use, in every page's sidebar; the page names it too.

    With the code each label is there once: Streamlit takes two options with the same label for one.
    """
    choosable = {one.id: show.plain(f"{dated_name(_, one)} ({one.code})") for one in session.choosable_workshops()}
    chosen = session.workshop()
    if chosen is None or len(choosable) < 2:
        return
    ids = list(choosable)
    picked = st.sidebar.radio(_("Workshop"), ids, index=ids.index(chosen.id), format_func=choosable.get)
    if picked != chosen.id:
        session.choose(picked)
        st.rerun()
