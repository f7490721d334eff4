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
from web.home import DASHBOARD, has_dashboard, pages_of
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
    """What the role has, and with an account what the person may beside that."""
    own = {"team": _team_pages, "operator": _operator_pages}.get(who.role, _all_pages)(_)
    places = {"personen": _people_page, "kommunen-verwalten": _municipalities_page}
    there = DASHBOARD[who.role]
    return own + [places[one](_) for one in pages_of(who) if one in places and one not in there]


def _operator_pages(_: Words) -> list[st.Page]:
    """Accounts and municipalities, and no workshop."""
    first = st.Page(ROOT / "pages/municipalities.py", title=_("Kommunen"), url_path="kommunen-verwalten", default=True)
    return [first, _people_page(_), _help_page(_)]


def _people_page(_: Words) -> st.Page:
    return st.Page(ROOT / "pages/people.py", title=_("Personen"), url_path="personen")


def _municipalities_page(_: Words) -> st.Page:
    return st.Page(ROOT / "pages/municipalities.py", title=_("Kommunen"), url_path="kommunen-verwalten")


def _team_pages(_: Words) -> list[st.Page]:
    return [_upload_page(_, comes_first=True), _help_page(_)]


def _all_pages(_: Words) -> list[st.Page]:
    """In the order of a workshop."""
    return [
        st.Page(ROOT / "pages/workshops.py", title=_("Workshops"), url_path="workshops", default=True),
        st.Page(ROOT / "pages/cockpit.py", title=_("Cockpit"), url_path="cockpit"),
        st.Page(ROOT / "pages/process.py", title=_("Ablauf"), url_path="ablauf"),
        st.Page(ROOT / "pages/sheets.py", title=_("Bögen erfassen"), url_path="boegen"),
        _upload_page(_, comes_first=False),
        st.Page(ROOT / "pages/overview.py", title=_("Überblick"), url_path="ueberblick"),
        st.Page(ROOT / "pages/differences.py", title=_("Unterschiede"), url_path="unterschiede"),
        st.Page(ROOT / "pages/plan.py", title=_("Gesprächsplan"), url_path="gespraechsplan"),
        st.Page(ROOT / "pages/measures.py", title=_("Maßnahmen"), url_path="massnahmen"),
        st.Page(ROOT / "pages/runs.py", title=_("Durchgänge"), url_path="durchgaenge"),
        st.Page(ROOT / "pages/report.py", title=_("Bericht"), url_path="bericht"),
        st.Page(ROOT / "pages/library.py", title=_("Bibliothek"), url_path="bibliothek"),
        _help_page(_),
    ]


def _upload_page(_: Words, *, comes_first: bool) -> st.Page:
    return st.Page(ROOT / "pages/upload.py", title=_("Datei hochladen"), url_path="hochladen", default=comes_first)


def _help_page(_: Words) -> st.Page:
    return st.Page(ROOT / "pages/help.py", title=_("Hilfe"), url_path="hilfe")


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
