"""The Dialogauftrag: a draft that takes one statement of a workshop into a conversation with residents, and back."""

from collections.abc import Iterator, Sequence

from analysis.comparison import readable_groups
from analysis.dossier import Dossier
from analysis.library import Item
from analysis.questionnaire import Questionnaire
from analysis.results import Pattern, Results, StatementResult
from content.document import Block, Bullets, Document, Facts, Grid, Paragraph, Prompt, Section
from content.documents.base import document, in_people
from content.findings.field import opening_questions
from content.findings.statement import reason
from content.library import size_rows
from content.statements import short_name
from content.suggestions import statement_slide
from content.tables import Table, as_text
from texts.dates import day_in_words
from texts.titles import group_title, perspective_title
from texts.words import Words

OPEN: tuple[Pattern, ...] = ("auseinander", "geteilt", "kaum_einschaetzbar")
"""What a room leaves open, so that others have to be asked."""


def statements_to_ask(results: Results) -> tuple[str, ...]:
    """What a dialogue can be about: first what the plan leaves open, then all else that was left open, then the rest;
    never one with too few answers."""
    told = {one.id: one.pattern for one in results.statements if one.pattern != "zu_wenige"}
    opened = [one for one in (*results.plan, *told) if told.get(one) in OPEN]
    return tuple(dict.fromkeys((*opened, *(one for one in results.plan if one in told), *told)))


def dialogue_order(_: Words, dossier: Dossier, statement: str, form: Item) -> Document:
    """The draft for this statement in this form; what only people know is left to be filled in."""
    one = dossier.results.by_statement[statement]
    name = short_name(_, dossier.questionnaire.statements[statement])
    return document(
        _,
        dossier,
        _("Dialogauftrag: {name}", name=name),
        (
            _occasion(_, dossier),
            _answers(_, dossier, one),
            _question(_, dossier.questionnaire, one.pattern),
            _people(_, dossier, one),
            _form(_, form),
            _access(_),
            _what_follows(_),
        ),
        mark=_("Entwurf"),
    )


def dialogue_note(_: Words, day: str, text: str) -> str:
    """How what came of a dialogue stands among the notes."""
    return _("Dialog am {day}: {text}", day=day, text=text)


def _occasion(_: Words, dossier: Dossier) -> Section:
    told = _(
        "Am {day} hat {municipality} den Selbstcheck Weltoffene Kommune gemacht. {people} Eine Aussage soll jetzt mit "
        "Einwohner*innen besprochen werden.",
        day=day_in_words(_, dossier.held_on),
        municipality=dossier.municipality,
        people=in_people(_, dossier),
    )
    return Section("anlass", _("Anlass"), (Paragraph(told), Prompt(_("Warum gerade jetzt?"))))


def _answers(_: Words, dossier: Dossier, one: StatementResult) -> Section:
    """The statement with what is shown of it: small groups are hidden in the results already."""
    said = _("„{text}“", text=_.local(dossier.questionnaire.statements[one.id].text))
    shown = statement_slide(_, dossier.results, dossier.questionnaire, one.id).table
    rows = tuple(tuple(as_text(_, value) for value in row) for row in shown.rows)
    grid = Grid(Table(shown.title, shown.heads, rows), has_title=False)
    why = Paragraph(f"{reason(_, one)}.", "finding")
    return Section("aussage", _("Aussage und Antworten"), (Paragraph(said, "quote"), why, grid))


def _question(_: Words, asked: Questionnaire, pattern: Pattern) -> Section:
    questions = opening_questions(_, pattern, asked)
    first: tuple[Block, ...] = (Paragraph(questions[0], "finding"),) if questions else ()
    more: tuple[Block, ...] = (Bullets(tuple(questions[1:])),) if questions[1:] else ()
    own = Prompt(_("Die Frage in unseren Worten, ohne Fachwörter:"))
    return Section("frage", _("Die Frage für den Dialog"), (*first, *more, own))


def _people(_: Words, dossier: Dossier, one: StatementResult) -> Section:
    named = Bullets(tuple(_who(_, dossier, one)))
    parts: tuple[Block, ...] = (named,) if named.items else ()
    return Section(
        "dabei",
        _("Wer dabei sein muss"),
        (*parts, Prompt(_("Wen betrifft es im Alltag, und wer fragt diese Menschen persönlich?"))),
    )


def _who(_: Words, dossier: Dossier, one: StatementResult) -> Iterator[str]:
    """Those who see it differently, those of whom nothing is shown, those who were not there, those who know."""
    results, asked = dossier.results, dossier.questionnaire
    apart = readable_groups(one) if one.pattern == "auseinander" else frozenset()
    differing = [group_title(_, group, asked) for group in results.groups if group.id in apart]
    hidden = [group_title(_, group, asked) for group in results.groups if one.cells[group.id].ratings is None]
    there = {key for group in results.groups for key in group.perspectives}
    missing = [perspective_title(_, key, asked) for key in asked.perspectives if key not in there]
    if differing:
        yield _("Sie sehen es verschieden: {names}.", names=_listed(differing))
    if hidden:
        yield _("Von ihnen wird zu dieser Aussage nichts gezeigt: {names}.", names=_listed(hidden))
    if missing:
        yield _("Diesen Perspektiven hat sich beim Workshop niemand zugeordnet: {names}.", names=_listed(missing))
    if one.id in dossier.who_knows:
        yield _("Bescheid weiß nach dem Verwaltungsbogen: {who}.", who=dossier.who_knows[one.id].rstrip("."))


def _listed(names: Sequence[str]) -> str:
    """Apart by semicolons, since names have commas and "und" in them."""
    return "; ".join(names)


def _form(_: Words, form: Item) -> Section:
    rows = ((_("Format"), _.local(form.title)), *size_rows(_, form))
    told = _("Drehbuch, Schutz und Kosten stehen in der Bibliothek unter „{title}“.", title=_.local(form.title))
    gaps = (Prompt(_("Tag, Uhrzeit und Ort:")), Prompt(_("Wer leitet den Dialog, wer lädt ein?")))
    return Section("format", _("Format"), (Paragraph(_.local(form.summary)), Facts(rows), Paragraph(told), *gaps))


def _access(_: Words) -> Section:
    """What is forgotten first where time is short."""
    reminders = (
        _("Sprachen: Fragen Sie mit der Einladung danach, und bestellen Sie Dolmetschende rechtzeitig."),
        _("Zugang: ein Ort ohne Stufen, mit Bus oder Bahn zu erreichen, zu einer Zeit, zu der auch Familien können."),
        _("Kinder: Betreuung im selben Haus, in der Einladung genannt."),
        _("Geld: Wer eigene Erfahrung einbringt oder dolmetscht, wird bezahlt; Fahrtkosten gibt es am selben Tag."),
        _("Schutz: Niemand muss etwas sagen, niemand wird mit Namen festgehalten, nichts wird aufgenommen."),
    )
    return Section("zugang", _("Damit alle mitreden können"), (Bullets(reminders),), is_kept=True)


def _what_follows(_: Words) -> Section:
    told = _(
        "Tragen Sie nach dem Gespräch in der Bibliothek unter „Ergebnis des Dialogs eintragen“ ein, was herauskam. Es "
        "steht dann als Notiz bei dieser Aussage, und aus ihm werden Maßnahmen."
    )
    gaps = (
        Prompt(_("Wer entscheidet, und worüber?")),
        Prompt(_("Wer antwortet den Teilnehmenden, bis wann und in welchen Sprachen?")),
        Prompt(_("Was können wir nicht zusagen?")),
    )
    return Section("danach", _("Was daraus wird"), (*gaps, Paragraph(told)))
