"""What is to be decided after a workshop, by whom, and a draft of it: for the briefing and the council paper."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from analysis.action_plan import DECIDERS, Measure
from analysis.comparison import span
from analysis.dossier import Dossier
from analysis.plan import clearest
from analysis.results import StatementResult
from content.action_plan import cost_titles, decider_titles, due_text, in_force, still_open, who_text
from content.document import Block, Bullets, Paragraph, Prompt, Section
from content.documents.after_talk import after_sentence, differing
from content.documents.base import ended
from content.findings.pattern import pattern_finding
from content.findings.statement import sides_in_short
from content.statements import short_name
from texts.dates import day_in_words
from texts.words import Words

POINTS = 3
"""To decide: as many as fit into one talk."""
NAMED = 4
"""Measures of which a sentence asks who decides."""
REPORTED_AFTER = timedelta(days=365)
"""When the administration reports back where no date was agreed that is still to come."""
FIRST_STEP_AFTER = timedelta(days=14)
"""Until when the first step of a measure is done, as forms ask for it."""


def draft(_: Words, dossier: Dossier, title: str) -> Section:
    """What could be decided, in sentences that are voted on one by one; a draft to be edited."""
    return Section("beschluss", title, (Bullets(decisions(_, dossier), is_numbered=True),), is_kept=True)


def decisions(_: Words, dossier: Dossier) -> tuple[str, ...]:
    """Taking note of results and of measures, which no workshop can promise, and a report back."""
    held = day_in_words(_, dossier.held_on)
    noted = _("Die Ergebnisse des Selbstchecks Weltoffene Kommune vom {day} werden zur Kenntnis genommen.", day=held)
    asked = _("Die Verwaltung wird beauftragt, aus den Ergebnissen Maßnahmen vorzuschlagen.")
    if in_force(dossier.measures):
        asked = _(
            "Der Rat nimmt die Maßnahmen und ihren Stand zur Kenntnis. "
            "Maßnahmen, für die der Rat zuständig ist, legt die Verwaltung einzeln zur Entscheidung vor."
        )
    return noted, asked, _report_back(_, dossier)


def _report_back(_: Words, dossier: Dossier) -> str:
    agreed = dossier.next_date.day if dossier.next_date is not None else None
    if agreed is not None and agreed > dossier.day:
        told = _("Die Verwaltung berichtet dem Rat nach dem nächsten Treffen am {day} über den Stand.")
        return told.format(day=day_in_words(_, agreed))
    told = _("Die Verwaltung berichtet dem Rat bis zum {day} über den Stand.")
    return told.format(day=day_in_words(_, dossier.day + REPORTED_AFTER))


def needs_decision(measure: Measure) -> bool:
    """Whether the municipality's bodies or the district decide on it, or it needs money or posts of its own."""
    return measure.decides not in (None, "administration", "other") or measure.cost in ("medium", "large")


def to_decide(_: Words, dossier: Dossier) -> Section:
    """At most POINTS of them: first measures that others decide on, then what has none yet; what is overdue, and whose
    decision is still open."""
    points = [*_of_measures(_, dossier), *_of_statements(_, dossier)][:POINTS]
    parts: list[Block] = [Bullets(tuple(points), is_numbered=True)] if points else []
    parts += [Paragraph(one) for one in (_overdue(_, dossier), _nobody_decides(_, dossier)) if one]
    return Section(
        "entscheiden",
        _("Was zu entscheiden ist"),
        tuple(parts or [Prompt(_("Was ist zu entscheiden?"))]),
    )


def _of_measures(_: Words, dossier: Dossier) -> Iterator[str]:
    """What is begun is decided."""
    there = [one for one in still_open(dossier.measures) if one.status == "planned"]
    undecided = [one for one in there if needs_decision(one) and one.decides is not None]
    for one in sorted(undecided, key=lambda one: DECIDERS.index(one.decides or "administration"), reverse=True):
        yield " ".join(_steps(_, dossier, one))


def _steps(_: Words, dossier: Dossier, one: Measure) -> Iterator[str]:
    """What it is, whose decision, who begins with what, and until when it is done, in a sentence each."""
    yield ended(" ".join(one.what.split()))
    if one.decides is not None:
        yield _("Es entscheidet: {decides}.", decides=decider_titles(_)[one.decides])
    if one.cost is not None:
        yield _("Kosten: {cost}.", cost=cost_titles(_)[one.cost])
    yield _("Zuständig: {who}.", who=who_text(_, one))
    if one.first_step and one.status == "planned":
        yield _first_step(_, dossier, one)
    late = one.is_late(dossier.day)
    told = _("War fällig bis: {due}.") if late else _("Fertig bis: {due}.")
    yield told.format(due=due_text(_, one))


def _first_step(_: Words, dossier: Dossier, one: Measure) -> str:
    """The day of a first step that has passed is no day to name for it."""
    step, day = " ".join(one.first_step.split()).rstrip("."), dossier.held_on + FIRST_STEP_AFTER
    if day < dossier.day:
        return _("Erster Schritt: {step}.", step=step)
    return _("Erster Schritt: {step}, bis {day}.", step=step, day=day_in_words(_, day))


def _overdue(_: Words, dossier: Dossier) -> str:
    """Which measures should be done by now; empty for none."""
    found = [one for one in still_open(dossier.measures) if one.is_late(dossier.day)]
    return _("Überfällig: {measures}.", measures=_named(_, found)) if found else ""


def _nobody_decides(_: Words, dossier: Dossier) -> str:
    """Of which measures nobody has said who decides; empty for none."""
    found = [one for one in still_open(dossier.measures) if one.decides is None]
    return _("Offen: Wer entscheidet über {measures}?", measures=_named(_, found)) if found else ""


def _named(_: Words, found: Sequence[Measure]) -> str:
    """The first of them, and how many more there are."""
    names = [_("„{text}“", text=" ".join(one.what.split())) for one in found[:NAMED]]
    if more := len(found) - len(names):
        names.append(_.plural("eine weitere Maßnahme", "{n} weitere Maßnahmen", more))
    return _.joined(names)


def _of_statements(_: Words, dossier: Dossier) -> Iterator[str]:
    """What has no measure yet, and what the room sees differently: somebody has to say how it goes on."""
    covered = {about for one in in_force(dossier.measures) for about in one.about}
    apart = differing(dossier)
    for one in (*apart[:1], *clearest(dossier.results, "bedarf"), *apart[1:]):
        if one.id in covered or one.field in covered:
            continue
        name = short_name(_, dossier.questionnaire.statements[one.id])
        told = _("Wie gehen wir weiter vor bei „{name}“?", name=name)
        yield " ".join((told, *_why(_, one), *filter(None, (after_sentence(_, dossier, one),))))


def _why(_: Words, one: StatementResult) -> Iterator[str]:
    """What the room has said of it, in sentences."""
    title, width = pattern_finding(_, one), span(one)
    yield ended(title[:1].upper() + title[1:])
    if width is not None and one.pattern == "auseinander":
        yield _("Die Gruppen liegen bis zu {steps} Stufen auseinander.", steps=_.number(width))
    if one.ratings is not None:
        yield ended(sides_in_short(_, one.ratings))
