"""What was done with accounts, municipalities and links, in a sentence each; never an answer."""

from collections.abc import Mapping

import streamlit as st

from data.store.audit import Entry, What, noted
from texts.words import Words
from ui import session, show
from web.account_words import role_titles


def show_log() -> None:
    """The newest entries of the own municipalities."""
    _ = session.words()
    with st.expander(_("Was getan wurde"), type="compact"):
        show.note(_("Wer wann Konten, Kommunen, Workshops und Sicherungen verwaltet hat; zwei Jahre lang."))
        entries = noted(session.accounts_store())
        rows = [(_when(one), one.who or _nobody(_, one), _said(_, one)) for one in entries]
        show.table([_("Wann"), _("Wer"), _("Was")], rows, caption=_("Was getan wurde"))


def _when(one: Entry) -> str:
    return f"{one.at.astimezone():%d.%m.%Y %H:%M}"


def _nobody(_: Words, one: Entry) -> str:
    """Who has done what no account stands for."""
    is_asked = one.what == "reset_asked"
    return _("jemand auf der Seite „Anmelden“") if is_asked else _("run.py oder ein gelöschtes Konto")


def _said(_: Words, one: Entry) -> str:
    roles = {"operator": _("Betrieb"), **{str(role): title for role, title in role_titles(_).items()}}
    gaps = {
        "whom": one.whom or _("ein gelöschtes Konto"),
        "role": roles.get(one.role, ""),
        "place": one.municipality or _("alle Kommunen"),
    }
    return _sentences(_)[one.what].format(**gaps)


def _sentences(_: Words) -> Mapping[What, str]:
    return {
        "first_account": _("hat das erste Konto angelegt"),
        "reset_asked": _(
            "hat für {whom} einen Link für ein neues Passwort angefordert; er geht an die Adresse des Kontos"
        ),
        "invited": _("hat jemanden eingeladen: {role}, {place}"),
        "invitation_withdrawn": _("hat eine Einladung zurückgezogen: {place}"),
        "joined": _("hat eine Einladung angenommen: {role}, {place}"),
        "role_set": _("hat {whom} eine andere Rolle gegeben: {role}, {place}"),
        "removed": _("hat {whom} entfernt: {place}"),
        "operator_ended": _("hat {whom} die Rolle Betrieb genommen"),
        "reset_link": _("hat einen Link für ein neues Passwort erzeugt, für {whom}: {place}"),
        "password_set": _("hat mit einem Link ein neues Passwort gesetzt: {place}"),
        "linked": _("hat das eigene Konto mit dem Anmeldedienst verknüpft"),
        "unlinked": _("hat die Verknüpfung mit dem Anmeldedienst gelöst"),
        "disabled": _("hat {whom} gesperrt: {place}"),
        "enabled": _("hat {whom} wieder zugelassen: {place}"),
        "deleted": _("hat ein Konto gelöscht: {place}"),
        "municipality_made": _("hat die Kommune {place} angelegt"),
        "municipality_renamed": _("hat die Kommune {place} umbenannt"),
        "workshop_made": _("hat einen Workshop angelegt: {place}"),
        "workshop_deleted": _("hat einen Workshop gelöscht: {place}"),
        "workshop_moved": _("hat einen Workshop an eine andere Kommune gegeben: {place}"),
        "workshop_came": _("hat einen Workshop aus einer anderen Kommune übernommen: {place}"),
        "workshop_restored": _("hat einen Workshop aus einer Sicherung wiederhergestellt: {place}"),
        "workshop_saved": _("hat eine Sicherung eines Workshops heruntergeladen: {place}"),
    }
