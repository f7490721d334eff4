"""Lists of statements in short documents: the clearest of a kind, and what of the others is named."""

from collections.abc import Mapping
from typing import Literal

from analysis.dossier import Dossier
from analysis.plan import clearest
from analysis.results import StatementResult
from content.document import Block, Bullets, Grid, Paragraph, Section
from content.documents.after_talk import counted_since, differing, named_since, settled
from content.tables import Table
from texts.words import Words

Kind = Literal["staerke", "bedarf", "verschieden", "geklaert", "kaum_einschaetzbar"]
KINDS: tuple[Kind, ...] = ("staerke", "bedarf", "verschieden", "geklaert", "kaum_einschaetzbar")
"""What a room can have said of a statement, in the order in which documents tell it."""
ALL = 7
"""Statements of a kind up to which each is named: nobody has to ask which one was left out."""


def listed(_: Words, dossier: Dossier, kind: Kind) -> Section | None:
    """The statements of this kind, the clearest first, under how many of all they are; None without any."""
    found = of_kind(dossier, kind)
    if not found:
        return None
    parts: list[Block] = [Bullets(tuple(counted_since(_, one, dossier) for one in found[:ALL]))]
    if told := _more(_, len(found) - ALL):
        parts.append(Paragraph(told))
    return Section(f"liste-{kind}", _head(_, dossier, kind), tuple(parts))


def in_a_table(_: Words, dossier: Dossier) -> Grid | None:
    """The same by the statements' names, a row a kind, where there is no room for sentences; None without any."""
    heads = (_("Ergebnis"), _("Aussagen (stimmen (eher) zu : stimmen (eher) nicht zu)"))
    rows = tuple((_head(_, dossier, kind), _names(_, dossier, kind)) for kind in KINDS if of_kind(dossier, kind))
    return Grid(Table(_("Was der Raum gesagt hat"), heads, rows), widths=(27, 73), has_title=False) if rows else None


def _names(_: Words, dossier: Dossier, kind: Kind) -> str:
    found = of_kind(dossier, kind)
    named = [named_since(_, one, dossier) for one in found[:ALL]]
    return " · ".join((*named, *filter(None, (_more(_, len(found) - ALL),))))


def of_kind(dossier: Dossier, kind: Kind) -> list[StatementResult]:
    """The statements of this kind, the clearest first."""
    match kind:
        case "verschieden":
            return differing(dossier)
        case "geklaert":
            return settled(dossier)
    return clearest(dossier.results, kind)


def _more(_: Words, n: int) -> str:
    """How many stand elsewhere; empty where none does."""
    return _.plural("Eine weitere steht im Bericht.", "{n} weitere stehen im Bericht.", n) if n > 0 else ""


def _head(_: Words, dossier: Dossier, kind: Kind) -> str:
    """What the room said, and of how many of all statements."""
    n, everything = len(of_kind(dossier, kind)), len(dossier.results.statements)
    heads: Mapping[Kind, str] = {
        "staerke": _("Gemeinsame Stärke: {n} von {all} Aussagen"),
        "bedarf": _("Gemeinsamer Handlungsbedarf: {n} von {all} Aussagen"),
        "verschieden": _("Verschieden gesehen: {n} von {all} Aussagen"),
        "geklaert": _("Nach dem Gespräch gemeinsam eingeschätzt: {n} von {all} Aussagen"),
        "kaum_einschaetzbar": _("Kaum einschätzbar: {n} von {all} Aussagen"),
    }
    return heads[kind].format(n=n, all=everything)
