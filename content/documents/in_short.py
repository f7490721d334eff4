"""The report in half a minute: what to remember of each of its parts, in a sentence each."""

from collections.abc import Iterator

from analysis.dossier import Dossier
from content.action_plan import measures_finding
from content.document import Bullets, Section
from content.farewell import next_date_sentence
from content.findings import differences_finding, overview_finding
from content.labels import pattern_kind
from texts.titles import statements_title
from texts.words import Words


def in_short(_: Words, dossier: Dossier) -> Section:
    """Where the room stands, on what it agrees, where it differs, what it does not know, and what it does next."""
    return Section("kurz", _("Auf einen Blick"), (Bullets(tuple(_sentences(_, dossier))),), is_boxed=True)


def _sentences(_: Words, dossier: Dossier) -> Iterator[str]:
    results = dossier.results
    yield f"{overview_finding(_, results, dossier.questionnaire).sentence.rstrip('.')}."
    kinds = [pattern_kind(one) for one in results.statements]
    strengths, needs, gaps = (kinds.count(one) for one in ("staerke", "bedarf", "kaum_einschaetzbar"))
    if strengths or needs:
        yield _(
            "Einig ist sich der Raum bei {statements}: bei {strengths} sieht er eine gemeinsame Stärke, "
            "bei {needs} gemeinsamen Handlungsbedarf.",
            statements=_dative(_, strengths + needs),
            strengths=strengths,
            needs=needs,
        )
    if results.discuss_first:
        yield f"{differences_finding(_, results).sentence}."
    if gaps:
        yield _("Kaum einschätzen konnte der Raum {statements}.", statements=statements_title(_, gaps))
    if dossier.measures:
        yield f"{measures_finding(_, dossier.measures)}."
    if dossier.next_date is not None and dossier.next_date.day is not None:
        yield f"{next_date_sentence(_, dossier.next_date)}."


def _dative(_: Words, n: int) -> str:
    return _.plural("einer Aussage", "{n} Aussagen", n)
