"""The report in half a minute: what to remember of each of its parts, in a sentence each."""

from collections.abc import Iterator

from analysis.dossier import Dossier
from analysis.plan import clearest
from content.action_plan import measures_finding
from content.document import Bullets, Section
from content.farewell import next_date_sentence
from content.findings import differences_finding, overview_finding
from content.statements import short_name
from texts.words import Words

NAMED = 2


def in_short(_: Words, dossier: Dossier) -> Section:
    """Where the room stands, on what it agrees, where it differs, what it does not know, and what it does next."""
    return Section("kurz", _("Auf einen Blick"), (Bullets(tuple(sentences(_, dossier))),), is_boxed=True)


def sentences(_: Words, dossier: Dossier) -> Iterator[str]:
    """What to remember, the room as a whole first."""
    results = dossier.results
    yield f"{overview_finding(_, results, dossier.questionnaire).sentence.rstrip('.')}."
    strengths, needs = clearest(results, "staerke"), clearest(results, "bedarf")
    if strengths or needs:
        yield _(
            "Einig sind sich die Anwesenden bei {statements}: bei {strengths} sehen sie eine gemeinsame Stärke, "
            "bei {needs} gemeinsamen Handlungsbedarf.",
            statements=_dative(_, len(strengths) + len(needs)),
            strengths=len(strengths),
            needs=len(needs),
        )
    if results.discuss_first:
        yield f"{differences_finding(_, results).sentence}."
    for one in clearest(results, "kaum_einschaetzbar")[:NAMED]:
        name = short_name(_, dossier.questionnaire.statements[one.id])
        yield _("„{name}“ konnten {e} von {people} Personen nicht einschätzen.", name=name, e=one.e, people=one.people)
    if dossier.measures:
        yield f"{measures_finding(_, dossier.measures)}."
    if dossier.next_date is not None and dossier.next_date.day is not None:
        yield f"{next_date_sentence(_, dossier.next_date)}."


def _dative(_: Words, n: int) -> str:
    return _.plural("einer Aussage", "{n} Aussagen", n)
