"""The report in half a minute: what to remember of each of its parts, in a sentence each."""

from collections.abc import Iterator

from analysis.dossier import Dossier
from analysis.plan import clearest
from content.action_plan import in_force
from content.document import Block, Bullets, Section
from content.documents.after_talk import differing, settled
from content.documents.base import ended, scale_note
from content.documents.measures import agreed_sentence, date_sentence
from content.findings.differences import differences_finding
from content.findings.overview import overview_finding
from content.statements import short_name
from texts.words import Words

NAMED = 2


def in_short(_: Words, dossier: Dossier) -> Section:
    """Where the room stands, on what it agrees, where it differs, what it does not know, and what it does next."""
    told: list[Block] = [Bullets(tuple(sentences(_, dossier)))]
    if any(field.level is not None for field in dossier.results.fields):
        told.append(scale_note(_, dossier))
    return Section("kurz", _("Auf einen Blick"), tuple(told), is_boxed=True)


def sentences(_: Words, dossier: Dossier) -> Iterator[str]:
    """What to remember, the room as a whole first."""
    results = dossier.results
    yield ended(overview_finding(_, results, dossier.questionnaire, has_titles=True).sentence)
    if told := _shared(_, len(clearest(results, "staerke")), len(clearest(results, "bedarf"))):
        yield told
    if results.discuss_first:
        yield f"{differences_finding(_, results).sentence}."
        yield from _settled(_, len(settled(dossier)), len(differing(dossier)))
    for one in clearest(results, "kaum_einschaetzbar")[:NAMED]:
        name = short_name(_, dossier.questionnaire.statements[one.id])
        yield _("„{name}“ konnten {e} von {people} Personen nicht einschätzen.", name=name, e=one.e, people=one.people)
    if in_force(dossier.measures):
        yield agreed_sentence(_, dossier)
    if told := date_sentence(_, dossier):
        yield told


def _settled(_: Words, n: int, left: int) -> Iterator[str]:
    """On how many of what the room saw differently it has come to one assessment since; nothing for none."""
    if n:
        yield _.plural(
            "Für eine dieser {all} Aussagen gibt es nach dem Gespräch eine gemeinsame Einschätzung, es bleiben {left}.",
            "Für {n} dieser {all} Aussagen gibt es nach dem Gespräch eine gemeinsame Einschätzung, es bleiben {left}.",
            n,
            all=n + left,
            left=left,
        )


def _shared(_: Words, strengths: int, needs: int) -> str:
    """On how many statements the room agrees; empty for none."""
    if strengths and needs:
        return _(
            "Einig sind sich die Anwesenden bei {statements}: bei {strengths} sehen sie eine gemeinsame Stärke, "
            "bei {needs} gemeinsamen Handlungsbedarf.",
            statements=_dative(_, strengths + needs),
            strengths=_one(_, strengths),
            needs=_one(_, needs),
        )
    if strengths:
        told = _("Bei {statements} sehen die Anwesenden eine gemeinsame Stärke.")
        return told.format(statements=_dative(_, strengths))
    if needs:
        told = _("Bei {statements} sehen die Anwesenden gemeinsamen Handlungsbedarf.")
        return told.format(statements=_dative(_, needs))
    return ""


def _one(_: Words, n: int) -> str:
    # Translators: of several statements: "in one they see a strength, in 6 a need".
    return _.plural("einer", "{n}", n)


def _dative(_: Words, n: int) -> str:
    return _.plural("einer Aussage", "{n} Aussagen", n)
