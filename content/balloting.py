"""What is said of a ballot wherever it is held: on the Leinwand, on phones, in the Regie."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analysis.talk import BallotKind, Votes
from texts.words import Words


@dataclass(frozen=True)
class Asked:
    """The words of a kind of ballot; ``counted`` and ``over_with`` have the gaps {finished} and {present}.

    ``coming``: before it begins. ``over``: once it has ended, as long as nothing of its result is shown. ``about``:
    what is voted on, for a footer. ``own``: beside the own answer. ``ends``: what going on does, ``ends_early`` where
    fewer than {n} have voted.
    """

    coming: str
    on_wall: str
    on_phone: str
    counted: str
    over: str
    over_with: str
    about: str
    own: str
    ends: str
    ends_early: str


def _second_vote(_: Words) -> Asked:
    return Asked(
        coming=_("Gleich stimmen wir noch einmal ab"),
        on_wall=_("Wie sehen Sie das jetzt? Bitte stimmen Sie am Telefon ab."),
        on_phone=_("Wie sehen Sie das jetzt? Sie können Ihre Stimme bis zum Ende ändern."),
        counted=_("Abgestimmt: {finished} von {present}"),
        over=_("Die Abstimmung ist zu Ende"),
        over_with=_("Die Abstimmung ist zu Ende: {finished} von {present} Stimmen"),
        about=_("Zweite Abstimmung: A bis E wie beim ersten Mal; die ersten Antworten bleiben, wie sie sind"),
        own=_("Ihre Antwort"),
        ends=_("Beendet die Abstimmung und zeigt ihr Ergebnis."),
        ends_early=_("Beendet die Abstimmung. Ein Ergebnis gibt es erst ab {n} Stimmen."),
    )


def _guess(_: Words) -> Asked:
    return Asked(
        coming=_("Gleich raten wir: Welche Antwort kam am häufigsten?"),
        on_wall=_("Was denken Sie: Welche Antwort kam am häufigsten? Bitte raten Sie am Telefon."),
        on_phone=_("Was denken Sie: Welche Antwort kam am häufigsten? Sie können Ihre Vermutung bis zum Ende ändern."),
        counted=_("Geraten: {finished} von {present}"),
        over=_("Das Raten ist zu Ende: zu wenige Vermutungen für ein Ergebnis"),
        over_with=_("Das Raten ist zu Ende: {finished} von {present} Vermutungen"),
        about=_("Vermutung: was alle im Raum zusammen am häufigsten angekreuzt haben"),
        own=_("Ihre Vermutung"),
        ends=_("Beendet das Raten und zeigt die Antworten."),
        ends_early=_("Beendet das Raten und zeigt die Antworten; die Vermutungen erst, wenn es mindestens {n} sind."),
    )


ASKED: Mapping[BallotKind, Callable[[Words], Asked]] = {"second_vote": _second_vote, "guess": _guess}
"""A new kind is a new row."""


def votes_sentence(_: Words, kind: BallotKind, votes: Votes | None) -> str:
    """How far a ballot is, for those who lead it."""
    asked = ASKED[kind](_)
    if votes is None:
        return asked.coming
    said = asked.counted if votes.is_open else asked.over_with
    return said.format(finished=votes.voted, present=votes.present)
