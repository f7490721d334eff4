"""What the room agrees on, where it differs, what hardly anyone can judge, and all statements: sections of a report."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analysis.dossier import Dossier
from analysis.plan import clearest
from analysis.results import Pattern, StatementResult
from content.differences import of_statements
from content.document import Block, Figure, Grid, Paragraph, Section
from content.documents.base import section
from content.findings.statement import camps
from content.statements import statement_columns
from content.tables import Column, Table, filled
from content.views import View
from texts.titles import answer_labels
from texts.words import Words

IN_A_FIGURE = 6
"""Statements in one picture: with their bars they fill half a page."""


def agreed(_: Words, dossier: Dossier) -> Section | None:
    """Shared strengths and shared needs, each with its answers."""
    return section(
        "einig",
        _("Worin der Raum sich einig ist"),
        _of_pattern(_, dossier, "staerke", _("Gemeinsame Stärken")),
        _of_pattern(_, dossier, "bedarf", _("Gemeinsamer Handlungsbedarf")),
        Paragraph(asked_sentence(_, dossier), "quiet") if clearest(dossier.results, "staerke", "bedarf") else None,
    )


def differing(_: Words, dossier: Dossier) -> Section | None:
    """Where perspectives go apart or the room is divided; first what is to be discussed first."""
    return section(
        "verschieden",
        _("Worin der Raum es verschieden sieht"),
        _of_pattern(_, dossier, "auseinander", _("Perspektiven gehen auseinander")),
        _of_pattern(_, dossier, "geteilt", _("Geteilt")),
    )


def unknown(_: Words, dossier: Dossier) -> Section | None:
    """What hardly anyone could judge, with whom the Verwaltungsbogen names as knowing more."""
    gaps = [dossier.results.by_statement[one] for one in dossier.results.knowledge_gaps]
    if not gaps:
        return None
    columns = statement_columns(_, dossier.questionnaire)
    chosen: list[Column[StatementResult]] = [columns[one] for one in ("number", "text", "E")]
    chosen.append(Column(_("Wer weiß Bescheid? (Verwaltungsbogen)"), lambda one: _who_knows(_, dossier, one)))
    about = _("Hier fehlt Wissen, nicht unbedingt Handeln. Wer weiß es, und wie erfahren es die anderen?")
    rule = _("Gezählt ist, wer etwas angekreuzt hat: Mindestens die Hälfte davon „Keine Einschätzung möglich“.")
    return section(
        "unbekannt",
        _("Was mindestens die Hälfte nicht einschätzen konnte"),
        Paragraph(about),
        Paragraph(rule, "quiet"),
        *_figures(_, dossier, [one.id for one in gaps], is_of_e=True),
        Grid(filled(_("Kaum einschätzbar: Wer weiß es?"), chosen, gaps)),
    )


def _who_knows(_: Words, dossier: Dossier, one: StatementResult) -> str:
    """Whom the Verwaltungsbogen names, else what it says itself, if anything."""
    if who := dossier.who_knows.get(one.id):
        return who
    if one.administration is None:
        return _("niemand genannt")
    answer = answer_labels(_, dossier.questionnaire)[one.administration]
    return _("niemand genannt (Antwort der Verwaltung: {answer})", answer=answer)


def all_statements(_: Words, dossier: Dossier) -> Section | None:
    """Every statement by field, with its answers and what they come to."""
    parts = []
    for field in dossier.results.fields:
        own = [one for one in dossier.results.statements if one.field == field.id]
        title = _.local(dossier.questionnaire.field(field.id).title)
        blocks = (*_figures(_, dossier, [one.id for one in own]), Grid(_numbers(_, dossier, own)))
        parts.append(Section(f"aussagen-{field.id}", title, blocks))
    return section("aussagen", _("Alle Aussagen"), *parts)


def counted(_: Words, one: StatementResult, dossier: Dossier) -> str:
    """The statement, with how many stand behind what is said of it."""
    text = _.local(dossier.questionnaire.statements[one.id].text)
    if one.pattern == "kaum_einschaetzbar":
        return _("„{text}“ ({e} von {people} ohne Einschätzung)", text=text, e=one.e, people=one.people)
    if one.ratings is None:
        return _("„{text}“", text=text)
    if one.pattern in ("auseinander", "geteilt"):
        return _("„{text}“ ({camps})", text=text, camps=camps(_, one))
    most, n = max(one.ratings.agree, one.ratings.disagree), one.ratings.n
    if one.ratings.agree >= one.ratings.disagree:
        return _("„{text}“ Von {n} Bewertungen stimmen {most} (eher) zu.", text=text, most=most, n=n)
    return _("„{text}“ Von {n} Bewertungen stimmen {most} (eher) nicht zu.", text=text, most=most, n=n)


def counted_alone(_: Words, one: StatementResult, dossier: Dossier) -> str:
    """The statement with how many are of one mind, where a line above says in what."""
    if one.ratings is None:
        return counted(_, one, dossier)
    text, most = _.local(dossier.questionnaire.statements[one.id].text), max(one.ratings.agree, one.ratings.disagree)
    return _("„{text}“ ({most} von {n} Bewertungen)", text=text, most=most, n=one.ratings.n)


def asked_sentence(_: Words, dossier: Dossier) -> str:
    """Of how many people all counts of ratings are, once beside lists of them."""
    return _.plural(
        "Eine Person gefragt. Wer etwas nicht einschätzen konnte oder nicht angekreuzt hat, fehlt in diesen Zahlen.",
        "{n} Personen gefragt. Wer etwas nicht einschätzen konnte oder nicht angekreuzt hat, fehlt in diesen Zahlen.",
        dossier.results.respondents,
    )


def _of_pattern(_: Words, dossier: Dossier, pattern: Pattern, title: str) -> Section | None:
    found = clearest(dossier.results, pattern)
    if not found:
        return None
    told = _how_many(_, pattern, len(found), len(dossier.results.statements))
    parts: list[Block] = [Paragraph(told, "finding"), *_figures(_, dossier, [one.id for one in found])]
    if pattern in ("auseinander", "geteilt"):
        parts += _why(_, dossier, found)
    return Section(f"muster-{pattern}", title[:1].upper() + title[1:], tuple(parts))


def _how_many(_: Words, pattern: Pattern, n: int, everything: int) -> str:
    """Of how many of all statements the room said what makes this pattern."""
    match pattern:
        case "staerke":
            return _.plural(
                "Bei einer von {all} Aussagen stimmten mindestens drei Viertel (eher) zu.",
                "Bei {n} von {all} Aussagen stimmten mindestens drei Viertel (eher) zu.",
                n,
                all=everything,
            )
        case "bedarf":
            return _.plural(
                "Bei einer von {all} Aussagen stimmten mindestens drei Viertel (eher) nicht zu.",
                "Bei {n} von {all} Aussagen stimmten mindestens drei Viertel (eher) nicht zu.",
                n,
                all=everything,
            )
        case "auseinander":
            return _.plural(
                "Bei einer von {all} Aussagen antworten die Gruppen verschieden.",
                "Bei {n} von {all} Aussagen antworten die Gruppen verschieden.",
                n,
                all=everything,
            )
    return _.plural(
        "Eine von {all} Aussagen ist geteilt: Weder stimmen drei Viertel (eher) zu noch drei Viertel (eher) nicht zu.",
        "{n} von {all} Aussagen sind geteilt: Weder stimmen drei Viertel (eher) zu noch drei Viertel (eher) nicht zu.",
        n,
        all=everything,
    )


def _figures(_: Words, dossier: Dossier, ids: Sequence[str], *, is_of_e: bool = False) -> list[Block]:
    view = View("unterschiede", "e" if is_of_e else "aussagen")
    parts = -(-len(ids) // IN_A_FIGURE)
    ends = [round(at * len(ids) / parts) for at in range(parts + 1)] if parts else [0]
    pieces = [ids[begin:end] for begin, end in pairwise(ends)]
    slides = [of_statements(_, dossier.results, dossier.questionnaire, view, piece) for piece in pieces]
    return [Figure(replace(one, finding=replace(one.finding, named=()))) for one in slides]


def _why(_: Words, dossier: Dossier, found: Sequence[StatementResult]) -> list[Block]:
    """The reasons that the Verwaltungsbogen gives."""
    told = [one for one in found if dossier.reasons.get(one.id)]
    if not told:
        return []
    columns = statement_columns(_, dossier.questionnaire)
    answered: Column[StatementResult] = columns["administration"]
    reason: Column[StatementResult] = Column(_("Begründung der Verwaltung"), lambda one: dossier.reasons[one.id])
    table = filled(
        _("Begründungen aus dem Verwaltungsbogen, soweit es welche gibt"),
        (columns["number"], columns["text"], answered, reason),
        told,
    )
    return [Grid(table)]


def _numbers(_: Words, dossier: Dossier, own: Sequence[StatementResult]) -> Table:
    columns = statement_columns(_, dossier.questionnaire)
    names = (
        "number",
        "rated",
        "E",
        "level",
        "equal_level",
        "disagreement",
        "span",
        "distance",
        "administration",
        "pattern",
    )
    heads: list[Column[StatementResult]] = [columns[one] for one in names]
    return filled(_("Zahlen zu diesen Aussagen"), heads, own, [one.id for one in own])
