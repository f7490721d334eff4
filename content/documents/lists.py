"""Lists of statements in short documents: the clearest of a pattern, and of how many they are."""

from collections.abc import Sequence

from analysis.dossier import Dossier
from analysis.plan import clearest
from analysis.results import Pattern
from content.document import Block, Bullets, Paragraph
from content.documents.statements import counted
from texts.words import Words


def listed(_: Words, dossier: Dossier, patterns: Sequence[Pattern], most: int) -> list[Block]:
    """Up to so many statements of these patterns, the clearest first, under how many there are; empty for none."""
    found = clearest(dossier.results, *patterns)
    shown = found[:most]
    if not found:
        return []
    head = _("{sentence}, zum Beispiel:") if len(shown) < len(found) else _("{sentence}:")
    said = head.format(sentence=_head(_, patterns[0], len(found)))
    return [Paragraph(said, "finding"), Bullets(tuple(counted(_, one, dossier) for one in shown))]


def _head(_: Words, pattern: Pattern, n: int) -> str:
    """What the room said of so many statements."""
    match pattern:
        case "staerke":
            return _.plural(
                "Gemeinsame Stärke: Bei einer Aussage stimmen die meisten zu",
                "Gemeinsame Stärken: Bei {n} Aussagen stimmen die meisten zu",
                n,
            )
        case "bedarf":
            return _.plural(
                "Gemeinsamer Handlungsbedarf: Bei einer Aussage stimmen die meisten nicht zu",
                "Gemeinsamer Handlungsbedarf: Bei {n} Aussagen stimmen die meisten nicht zu",
                n,
            )
        case "kaum_einschaetzbar":
            return _.plural(
                "Wer weiß es? Eine Aussage konnte mindestens die Hälfte nicht einschätzen",
                "Wer weiß es? {n} Aussagen konnte mindestens die Hälfte nicht einschätzen",
                n,
            )
    return _.plural(
        "Verschieden gesehen: Bei einer Aussage ist sich der Raum nicht einig",
        "Verschieden gesehen: Bei {n} Aussagen ist sich der Raum nicht einig",
        n,
    )
