"""Sentences of the pages of accounts that several of them say."""

from collections.abc import Mapping

from data.store.members import MemberRole
from texts.words import Words
from web.passwords import LONGEST, SHORTEST


def role_titles(_: Words) -> Mapping[MemberRole, str]:
    """What people can be in a municipality."""
    return {
        "facilitator": _("Prozessbegleitung"),
        "moderator": _("Moderation"),
        "comoderator": _("Co-Moderation"),
        "team": _("Team"),
    }


def refusal_of(_: Words) -> Mapping[str, tuple[str, ...]]:
    """By its id: a title, and what else there is to say."""
    return {
        "used": (
            _("Dieser Link gilt nicht mehr."),
            _("Jeder Link öffnet genau einmal und nur für begrenzte Zeit. Bitten Sie um einen neuen."),
        ),
        "nothing_yet": (
            _("Für dieses Konto gibt es hier nichts zu tun."),
            _("Es ist gesperrt oder gehört zu keiner Kommune. Bitte fragen Sie, wer Sie eingeladen hat."),
        ),
        "provider": (
            _("Die Stelle, bei der Sie sich anmelden, antwortet nicht."),
            _("Bitte versuchen Sie es in einigen Minuten noch einmal. Bleibt es so, fragen Sie den Betrieb."),
        ),
        "again": (
            _("Sie sind nicht angemeldet."),
            _("Die Anmeldung war schon benutzt, zu alt oder für einen anderen Browser. Bitte beginnen Sie von vorn."),
        ),
        "no_account": (
            _("Zu dieser Anmeldung gibt es hier kein Konto."),
            _("Ein Konto gibt es durch eine Einladung. Öffnen Sie deren Link, und melden Sie sich dort an."),
        ),
        "link_first": (
            _("Zu dieser E-Mail-Adresse gibt es schon ein Konto."),
            _("Melden Sie sich mit Ihrem Passwort an, und verknüpfen Sie die Anmeldung unter „Mein Konto“."),
        ),
        "other_account": (_("Diese Anmeldung gehört schon zu einem anderen Konto. Es wurde nichts geändert."),),
        "too_large": (_("Das ist mehr, als hier gesendet werden kann. Es wurde nichts geändert."),),
        "store": (_("Gerade lässt sich nichts speichern. Bitte versuchen Sie es gleich noch einmal."),),
    }


def password_fault(_: Words, password: str, again: str) -> str:
    """What is wrong with a new password; empty for nothing."""
    if len(password) < SHORTEST:
        return _("Das Passwort braucht mindestens {n} Zeichen.", n=SHORTEST)
    if len(password) > LONGEST:
        return _("Das Passwort hat höchstens {n} Zeichen.", n=LONGEST)
    return "" if password == again else _("Die beiden Passwörter sind verschieden.")
