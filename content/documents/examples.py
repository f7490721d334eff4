"""What other municipalities have done about what the room has talked about: practice cards, each with its source."""

from collections.abc import Iterator, Sequence

from analysis.dossier import Dossier
from analysis.library import Item
from content.document import Block, Bullets, Paragraph, Section
from content.documents.talk import talked
from content.statements import numbered_name
from texts.words import Words

MOST = 3
"""Cards of a statement; the page Bibliothek has all."""


def examples(_: Words, dossier: Dossier) -> Section | None:
    """By statement of the plan and of the talk the cards that fit, in the order of the Bibliothek; None without any."""
    found = tuple(_of_each(_, dossier))
    if not found:
        return None
    told = Paragraph(
        _(
            "Praxiskarten der Bibliothek zu den Aussagen im Gespräch. Ein Antippen führt zur Quelle. "
            "Die Reihenfolge ist keine Wertung."
        ),
        "quiet",
    )
    return Section("praxis", _("Was andere Kommunen getan haben"), (told, *found))


def _of_each(_: Words, dossier: Dossier) -> Iterator[Block]:
    for statement in dict.fromkeys((*talked(dossier), *dossier.results.plan)):
        asked = dossier.questionnaire.statements.get(statement)
        if asked is not None and (cards := dossier.library.fitting(statement)):
            yield Paragraph(_("Zu {statement}:", statement=numbered_name(_, asked)), "finding")
            yield _linked(_, cards[:MOST])


def _linked(_: Words, cards: Sequence[Item]) -> Bullets:
    told = [(one, one.practice) for one in cards if one.practice is not None]
    names = tuple(f"{_.local(one.title)} ({_.local(of.place)}, {of.years})" for one, of in told)
    return Bullets(names, addresses=tuple(of.sources[0].url for _one, of in told))
