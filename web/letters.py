"""What stands in our e-mails: who invites to what, the link, how long it is valid, what to do if it is strange."""

import re

from texts.words import Words
from web.mail import Letter

_LEADS_SOMEWHERE = re.compile(r"[/@]|\w\.\w{2}")
"""Signs of an address: mail programs make a link of it, also where it stands in somebody's name."""


def invitation_letter(_: Words, to: str, link: str, *, who: str, role: str, municipality: str) -> Letter:
    """``role`` and ``municipality`` empty: to the Betrieb; ``who`` invites."""
    if _LEADS_SOMEWHERE.search(who):
        who = _("Jemand mit einem Konto im Dashboard")
    if municipality:
        invited = _("{name} lädt Sie ein: {role} für {municipality}.", name=who, role=role, municipality=municipality)
    else:
        invited = _("{name} lädt Sie ein, den Betrieb zu übernehmen.", name=who)
    return _letter(
        _,
        to,
        _("Einladung zum Selbstcheck Weltoffene Kommune"),
        f"{invited} {_('Es geht um das Dashboard des Selbstchecks Weltoffene Kommune.')}",
        _("Mit diesem Link nehmen Sie an:"),
        link,
        _("Der Link gilt einmal und sieben Tage lang. Geben Sie ihn niemandem weiter."),
        _("Haben Sie das nicht erwartet? Dann löschen Sie diese E-Mail. Ohne den Link ändert sich nichts."),
    )


def password_letter(_: Words, to: str, link: str) -> Letter:
    """A link for a new password."""
    return _letter(
        _,
        to,
        _("Neues Passwort für den Selbstcheck Weltoffene Kommune"),
        _("für Ihr Konto im Dashboard des Selbstchecks Weltoffene Kommune wurde ein neues Passwort angefordert."),
        _("Mit diesem Link setzen Sie es; danach sind alle Ihre Geräte abgemeldet:"),
        link,
        _("Der Link gilt einmal und einen Tag lang. Geben Sie ihn niemandem weiter."),
        _("Haben Sie das nicht erwartet? Dann löschen Sie diese E-Mail. Ihr Passwort bleibt, wie es ist."),
    )


def _letter(_: Words, to: str, subject: str, *paragraphs: str) -> Letter:
    ending = _("Diese E-Mail hat das Dashboard selbst verschickt. Bitte antworten Sie nicht darauf.")
    text = "\n\n".join((_("Guten Tag,"), *paragraphs, ending))
    return Letter(to, subject, f"{text}\n")
