"""The briefing for who decides, two pages: where we stand, three points to decide, what the room said, a draft."""

from collections.abc import Iterator
from datetime import timedelta

from analysis.action_plan import DECIDERS, Measure
from analysis.dossier import Dossier
from analysis.plan import clearest
from analysis.results import Pattern
from content.action_plan import cost_titles, decider_titles, due_text, in_force, who_text
from content.document import Block, Bullets, Document, Figure, Grid, Paragraph, Prompt, Section
from content.documents.base import document, no_measures, where_and_when, who_answered
from content.documents.fields import about_the_numbers
from content.documents.lists import listed
from content.documents.measures import contact_sentence, plan_basis, plan_grid
from content.fields import chart_table
from content.findings import overview_finding, reason
from content.overview import radar_slide
from content.statements import short_name
from content.tables import Table
from texts.dates import day_in_words
from texts.sentences import method_sentences
from texts.words import Words

POINTS = 3
"""To decide: as many as fit into one talk."""
SHAPES = ((8, 3), (8, 2), (6, 2), (5, 2), (5, 1), (4, 1), (3, 1), (2, 1), (1, 1))
"""How many measures and how many sentences of a list, from the most to the least."""
REPORTED_AFTER = timedelta(days=365)
"""When the administration reports back where no date was agreed that is still to come."""


def briefing(_: Words, dossier: Dossier, shape: tuple[int, int] = SHAPES[0]) -> Document:
    """Two pages; ``shape``: one of SHAPES, so that who lays it out can shorten it."""
    most, sentences = shape
    contact = (contact_sentence(_, dossier),) if dossier.contact else ()
    lines = (where_and_when(_, dossier), who_answered(_, dossier), *contact)
    return document(
        _,
        dossier,
        _("Kurz für die Leitung: Wo stehen wir, was ist zu entscheiden?"),
        (
            _standing(_, dossier),
            to_decide(_, dossier),
            _said(_, dossier, sentences),
            _measures(_, dossier, most),
            _needed(_),
            draft(_, dossier),
            Section("methode", _("Wie ist das zu lesen?"), (Paragraph(" ".join(method_sentences(_)[:4]), "quiet"),)),
        ),
        lines=lines,
    )


def draft(_: Words, dossier: Dossier) -> Section:
    """What could be decided, in sentences that are voted on one by one; a draft to be edited."""
    return Section(
        "beschluss",
        _("Beschlussvorschlag (Entwurf)"),
        (Bullets(decisions(_, dossier), is_numbered=True),),
        is_kept=True,
    )


def decisions(_: Words, dossier: Dossier) -> tuple[str, ...]:
    """Taking note, instructing the administration, and a day for the report back."""
    agreed = dossier.next_date.day if dossier.next_date is not None else None
    back = agreed if agreed is not None and agreed > dossier.day else dossier.day + REPORTED_AFTER
    day = day_in_words(_, back)
    held = day_in_words(_, dossier.held_on)
    noted = _("Die Ergebnisse des Selbstchecks Weltoffene Kommune vom {day} werden zur Kenntnis genommen.", day=held)
    if not in_force(dossier.measures):
        asked = _("Die Verwaltung wird beauftragt, aus den Ergebnissen Maßnahmen vorzuschlagen.")
    else:
        asked = _(
            "Die Verwaltung wird beauftragt, die noch offenen vereinbarten Maßnahmen umzusetzen. "
            "Was Geld oder Stellen braucht, wird vorher einzeln vorgelegt."
        )
    return noted, asked, _("Die Verwaltung berichtet bis zum {day} über den Stand.", day=day)


def needs_decision(measure: Measure) -> bool:
    """Whether others than the administration decide on it, or it needs money or posts of its own."""
    return measure.decides not in (None, "administration") or measure.cost in ("medium", "large")


def _standing(_: Words, dossier: Dossier) -> Section:
    finding = overview_finding(_, dossier.results, dossier.questionnaire, has_titles=True)
    radar = radar_slide(_, dossier.results, dossier.questionnaire)
    numbers = Grid(_across(_, dossier), has_title=False)
    parts = (Paragraph(f"{finding.sentence}.", "finding"), Figure(radar), *about_the_numbers(_, dossier), numbers)
    return Section("stand", _("Wo stehen wir?"), parts)


def _across(_: Words, dossier: Dossier) -> Table:
    """The numbers of the radar in two lines, a column a field."""
    numbers = chart_table(_, dossier.results, dossier.questionnaire)
    heads = ("", *(str(row[0]) for row in numbers.rows))
    lines = zip(*(row[1:] for row in numbers.rows), strict=True)
    return Table(
        numbers.title, heads, tuple((head, *line) for head, line in zip(numbers.heads[1:], lines, strict=True))
    )


def to_decide(_: Words, dossier: Dossier) -> Section:
    """At most POINTS of them: first measures that others decide on, then what has none yet."""
    points = [*_of_measures(_, dossier), *_of_statements(_, dossier)][:POINTS]
    listed = Bullets(tuple(points), is_numbered=True) if points else Prompt(_("Was ist zu entscheiden?"))
    return Section("entscheiden", _("Was zu entscheiden ist"), (listed,), is_kept=True)


def _of_measures(_: Words, dossier: Dossier) -> Iterator[str]:
    undecided = [one for one in in_force(dossier.measures) if one.status != "done" and needs_decision(one)]
    for one in sorted(undecided, key=lambda one: DECIDERS.index(one.decides or "administration"), reverse=True):
        decides = decider_titles(_)[one.decides] if one.decides else _("noch offen")
        cost = cost_titles(_)[one.cost] if one.cost else _("noch offen")
        told = (
            _("{what}. Wer: {who}. War fällig bis: {due}. Es entscheidet: {decides}. Kosten: {cost}.")
            if one.is_late(dossier.day)
            else _("{what}. Wer: {who}. Bis wann: {due}. Es entscheidet: {decides}. Kosten: {cost}.")
        )
        yield told.format(
            what=" ".join(one.what.split()),
            who=who_text(_, one),
            due=due_text(_, one),
            decides=decides,
            cost=cost,
        )


def _of_statements(_: Words, dossier: Dossier) -> Iterator[str]:
    """What has no measure yet, and what the room sees differently: somebody has to say how it goes on."""
    covered = {about for one in in_force(dossier.measures) for about in one.about}
    apart = clearest(dossier.results, "auseinander", "geteilt")
    for one in (*apart[:1], *clearest(dossier.results, "bedarf"), *apart[1:]):
        if one.id in covered or one.field in covered:
            continue
        name = short_name(_, dossier.questionnaire.statements[one.id])
        yield _("Wie gehen wir weiter vor bei „{name}“? {reason}.", name=name, reason=_capital(reason(_, one)))


def _said(_: Words, dossier: Dossier, sentences: int) -> Section:
    """What is clearest first, and how many of all there are."""
    lists: tuple[tuple[Pattern, ...], ...] = (
        ("staerke",),
        ("bedarf",),
        ("auseinander", "geteilt"),
        ("kaum_einschaetzbar",),
    )
    parts: list[Block] = [block for patterns in lists for block in listed(_, dossier, patterns, sentences)]
    return Section("raum", _("Was der Raum gesagt hat"), tuple(parts or [Paragraph(_("Es gibt zu wenige Antworten."))]))


def _measures(_: Words, dossier: Dossier, most: int) -> Section:
    kept = in_force(dossier.measures)
    if not kept:
        return Section("massnahmen", _("Maßnahmen"), (no_measures(_),))
    more = len(kept) - most
    rest = _.plural("Eine weitere steht im Bericht.", "{n} weitere stehen im Bericht.", more) if more > 0 else ""
    told = " ".join(part for part in (rest, plan_basis(_, dossier)) if part)
    parts: list[Block] = [plan_grid(_, dossier, kept[:most]), *([Paragraph(told, "quiet")] if told else [])]
    return Section("massnahmen", _("Maßnahmen"), tuple(parts))


def _needed(_: Words) -> Section:
    asked = _(
        "Zeit, Geld, Stellen, ein deutliches Wort; und in eigenen Worten: Warum ist uns das wichtig? Bitte ergänzen."
    )
    return Section("leitung", _("Was es von der Leitung braucht"), (Prompt(asked),), is_kept=True)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:].rstrip(".")
