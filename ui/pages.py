"""Which pages a role may open, and under which address."""

from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from config import accounts_are_on
from data.store.access import Access
from data.store.errors import StoreUnavailable
from texts.words import LANGUAGES, Words
from ui import absence, frame, session, show
from ui.access import end_with_the_way_back
from web.home import has_dashboard, pages_of
from web.light import own_name

ROOT = Path(__file__).resolve().parents[1]
ICON = str(ROOT / "web" / "static" / "icon.png")


def open_page() -> None:
    """The page for who is looking; while the store does not answer, a sentence that leads back to it."""
    absence.begin_page()
    try:
        _open_page()
    except StoreUnavailable:
        end_with_the_way_back()


def _open_page() -> None:
    """Set the frame, offer the role's pages, run the chosen one."""
    _ = session.words()
    who = session.look_again()
    product = _("Selbstcheck Weltoffene Kommune")
    if who is None:
        st.set_page_config(page_title=product, page_icon=ICON, layout="wide")
        show.title(product)
        st.info(_over(_))
        st.stop()
    if not has_dashboard(who):
        _show_the_room(_, product)
    pages = _pages_of(_, who)
    texts = _text_pages(_)
    page = st.navigation([*pages, *texts], position="top")
    session.enter(page.url_path)
    st.set_page_config(page_title=f"{page.title} · {product}", page_icon=ICON, layout="wide")
    frame.dress()
    account = st.empty()
    with account:  # a page that stops is the end of everything: only what stands already is there
        _offer_language_and_sign_out(_, page.url_path)
    if session.was_refused():
        st.error(_("Dieses Gerät darf das nicht. Es wurde nichts geändert."))
    if sentence := session.said():
        st.warning(sentence)
    absence.say_what_was_lost()
    body = st.container()
    _foot(texts)
    with body:
        page.run()
    with account:  # now the address says which view was chosen
        _offer_language_and_sign_out(_, page.url_path)


def _foot(texts: list[st.Page]) -> None:
    """Below every page, also one that stops: what a service has to say of itself."""
    with st.container(horizontal=True, key="foot", gap="medium"):
        for one in texts:
            st.page_link(one)


def _over(_: Words) -> str:
    """What to say once the sign-in is over."""
    if accounts_are_on() and not session.was_team():
        return _("Diese Anmeldung gilt nicht mehr. Aus diesem Fenster wird nichts mehr geändert. Bitte laden Sie neu.")
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


def _pages_of(_: Words, who: Access) -> list[st.Page]:
    """What the role has, and with an account what the person may beside that; the first of them stands at "/"."""
    pages = _pages(_)
    paths = [path for path in pages_of(who) if path in pages]
    return [_page(*pages[path], path, comes_first=path == paths[0]) for path in paths]


def _page(file: str, title: str, path: str, *, comes_first: bool) -> st.Page:
    return st.Page(ROOT / f"pages/{file}.py", title=title, url_path=path, default=comes_first)


def _pages(_: Words) -> dict[str, tuple[str, str]]:
    """File and title of each page by its address."""
    return {
        "workshops": ("workshops", _("Workshops")),
        "cockpit": ("cockpit", _("Cockpit")),
        "ablauf": ("process", _("Ablauf")),
        "boegen": ("sheets", _("Bögen erfassen")),
        "hochladen": ("upload", _("Datei hochladen")),
        "ueberblick": ("overview", _("Überblick")),
        "unterschiede": ("differences", _("Unterschiede")),
        "gespraechsplan": ("plan", _("Gesprächsplan")),
        "massnahmen": ("measures", _("Maßnahmen")),
        "durchgaenge": ("runs", _("Durchgänge")),
        "bericht": ("report", _("Bericht")),
        "bibliothek": ("library", _("Bibliothek")),
        "hilfe": ("help", _("Hilfe")),
        "kommunen-verwalten": ("municipalities", _("Kommunen")),
        "personen": ("people", _("Personen")),
    }


def _text_pages(_: Words) -> list[st.Page]:
    """Linked below every page."""
    return [
        st.Page(ROOT / f"pages/{file}.py", title=title, url_path=path, visibility="hidden")
        for file, title, path in (
            ("privacy", _("Datenschutz"), "info-datenschutz"),
            ("imprint", _("Impressum"), "info-impressum"),
            ("accessibility", _("Barrierefreiheit"), "info-barrierefreiheit"),
        )
    ]


def _own_account(_: Words) -> str:
    """The way to one's own devices and password, where people have accounts."""
    title = escape(_("Mein Konto"))
    if session.person() is None:
        return ""
    return f'<form method="get" action="/konto"><button class="quiet">{title}</button></form>'


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
        f'<div class="account">{others}{_own_account(_)}'
        f'<form method="post" action="/abmelden"><button class="quiet">{escape(_("Abmelden"))}</button></form>'
        "</div>"
    )
