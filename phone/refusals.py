"""What goes wrong on a phone, worded once: a status and a sentence."""

from collections.abc import Callable, Mapping

from analysis.talk import BallotKind
from data.store.engine import StoreUnavailable
from data.store.errors import BallotOver, ExitOver, ExitTooLong, NotInRelease, PollChanged
from data.store.sheets import (
    UnknownAnswer,
    UnknownPerspective,
    UnknownSheet,
    UnknownStatement,
    WorkshopClosed,
    WrongState,
)
from texts.words import Words
from web.codes import Fault
from web.limits import TooLarge


class WrongCode(Exception):  # noqa: N818 - named by what is so
    """No workshop has this code."""


class LookAlike(WrongCode):
    """It has signs that no code has because they look like others."""


class ForeignSign(WrongCode):
    """It has signs of another script."""


class WrongLength(WrongCode):
    """It has too many or too few signs."""


class TooManyWrongCodes(Exception):  # noqa: N818
    """As before, and it has been tried too often."""


class NotUnderstood(Exception):  # noqa: N818
    """What was sent is not what the page sends."""


class GuessOver(BallotOver):
    """The room does not guess any more."""


class WrongMethod(Exception):  # noqa: N818
    """The address does not take this method."""


IMPOSSIBLE: Mapping[Fault, type[WrongCode]] = {"lookalike": LookAlike, "foreign": ForeignSign, "length": WrongLength}
"""What is said about a code that no workshop can have."""

OVER: Mapping[BallotKind, type[BallotOver]] = {"second_vote": BallotOver, "guess": GuessOver}
"""What is said about a vote that comes too late; a new kind of ballot is a new row."""

_SENTENCES: dict[type[Exception], tuple[int, Callable[[Words], str]]] = {
    LookAlike: (
        404,
        lambda _: _("Der Code hat keine 0, kein O, keine 1, kein I und kein L. Bitte vergleichen Sie ihn."),
    ),
    ForeignSign: (
        404,
        lambda _: _("Der Code hat nur Buchstaben von A bis Z und Ziffern von 2 bis 9. Bitte vergleichen Sie ihn."),
    ),
    WrongLength: (404, lambda _: _("Der Code hat genau 6 Zeichen. Bitte vergleichen Sie ihn mit der Leinwand.")),
    WrongCode: (404, lambda _: _("Diesen Code gibt es nicht. Bitte vergleichen Sie ihn mit der Leinwand.")),
    TooManyWrongCodes: (429, lambda _: _("Zu viele falsche Codes. Bitte warten Sie eine Minute.")),
    NotUnderstood: (
        400,
        lambda _: _("Das Gesendete ist unvollständig oder beschädigt. Bitte laden Sie die Seite neu."),
    ),
    WrongMethod: (405, lambda _: _("Diese Adresse lässt sich so nicht aufrufen.")),
    TooLarge: (413, lambda _: _("Das ist mehr, als ein Fragebogen enthalten kann. Es wurde nichts gespeichert.")),
    UnknownSheet: (401, lambda _: _("Zu diesem Gerät gibt es hier keinen Bogen mehr. Bitte beginnen Sie neu.")),
    WorkshopClosed: (
        409,
        lambda _: _("Die Umfrage nimmt gerade keine Antworten an. Diese Antworten wurden nicht gespeichert."),
    ),
    WrongState: (
        409,
        lambda _: _("Die Umfrage nimmt gerade keine Antworten an. Diese Antworten wurden nicht gespeichert."),
    ),
    UnknownStatement: (422, lambda _: _("Diese Aussage wird hier nicht gefragt. Bitte laden Sie die Seite neu.")),
    UnknownAnswer: (422, lambda _: _("Als Antwort gilt nur A, B, C, D oder E. Es wurde nichts gespeichert.")),
    UnknownPerspective: (422, lambda _: _("Bitte wählen Sie eine Perspektive.")),
    BallotOver: (409, lambda _: _("Die Abstimmung ist zu Ende. Diese Stimme wurde nicht gezählt.")),
    GuessOver: (409, lambda _: _("Das Raten ist zu Ende. Diese Vermutung wurde nicht gezählt.")),
    ExitOver: (
        409,
        lambda _: _("Die Rückmeldung ist schon beendet. Ihre Antworten wurden nicht mehr aufgenommen."),
    ),
    ExitTooLong: (422, lambda _: _("Der Satz ist zu lang: höchstens 140 Zeichen. Bitte kürzen Sie ihn.")),
    PollChanged: (
        409,
        lambda _: _("Die Abstimmung hat inzwischen neu begonnen. Bitte stimmen Sie noch einmal ab."),
    ),
    NotInRelease: (
        403,
        lambda _: _("Hier stimmen alle ab, die vor dem Schließen geantwortet haben. Es wurde nichts gezählt."),
    ),
    StoreUnavailable: (
        503,
        lambda _: _("Gerade lässt sich nichts speichern. Bitte versuchen Sie es gleich noch einmal."),
    ),
}

REFUSALS = tuple(_SENTENCES)


def refusal(_: Words, error: Exception) -> tuple[int, str]:
    """Status and sentence for one of the REFUSALS."""
    for kind in type(error).__mro__:
        if kind in _SENTENCES:
            status, sentence = _SENTENCES[kind]
            return status, sentence(_)
    raise error
