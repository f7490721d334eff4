"""What was agreed to be done, what became of earlier measures, and when it goes on: sections of documents."""

from collections.abc import Iterator, Sequence
from datetime import date

from analysis.action_plan import Measure, by_date
from analysis.dossier import Dossier
from content.action_plan import (
    cost_titles,
    decider_titles,
    in_force,
    is_undecided,
    level_text,
    measures_finding,
    plan_columns,
)
from content.document import Facts, Grid, Paragraph, Section
from content.documents.base import ended, no_measures, section, state_sentence
from content.farewell import invitation, next_date_sentence
from content.look_back import look_back_finding, look_back_table, statuses_counted
from content.points import points_text, poll_basis, result_columns
from content.tables import filled
from texts.dates import weekday_in_words
from texts.words import Words


def planned(_: Words, dossier: Dossier) -> Section | None:
    """What, who, until when and how far; then the details of each that has any. None where nothing was written."""
    if not dossier.measures:
        return None
    kept = in_force(dossier.measures)
    dropped = [(one.what, _why_dropped(_, dossier, one)) for one in dossier.measures if one.status == "dropped"]
    return section(
        "massnahmen",
        _("Was wir uns vornehmen"),
        Paragraph(agreed_sentence(_, dossier), "finding"),
        plan_grid(_, dossier, kept) if kept else None,
        plan_note(_, dossier) if kept else None,
        *(_details(_, one) for one in kept),
        section("verworfen", _("Nicht weiterverfolgt"), Facts(tuple(dropped)) if dropped else None),
    )


def agreed_sentence(_: Words, dossier: Dossier) -> str:
    """How many measures are agreed, and how far they are once one is begun or late."""
    kept = in_force(dossier.measures)
    if not kept:
        return _("Zurzeit ist keine Maßnahme vereinbart.")
    said = [f"{measures_finding(_, kept)}.", *_still_decided_on(_, kept)]
    if any(one.status != "planned" for one in kept):
        said.append(_("Stand: {statuses}.", statuses=statuses_counted(_, kept)))
    return " ".join((*said, *_late(_, kept, dossier.day)))


def _still_decided_on(_: Words, measures: Sequence[Measure]) -> Iterator[str]:
    """On how many of them who has still to decide, so that nothing agreed is taken for decided."""
    undecided = [one.decides for one in measures if is_undecided(one)]
    for decides, title in decider_titles(_).items():
        if n := undecided.count(decides):
            yield _.plural(
                "Über eine entscheidet noch: {decides}.", "Über {n} entscheidet noch: {decides}.", n, decides=title
            )


def _late(_: Words, measures: Sequence[Measure], day: date) -> Iterator[str]:
    """Of how many the day has passed, if of any."""
    if late := sum(one.is_late(day) for one in measures):
        yield _.plural("Eine davon ist überfällig.", "{n} davon sind überfällig.", late)


def plan_grid(_: Words, dossier: Dossier, measures: Sequence[Measure]) -> Grid:
    """The measures as the room has agreed on them, with what they got in a poll; never a person's name."""
    beside = () if dossier.points is None else result_columns(_, dossier.points)
    return Grid(filled(_("Vereinbarte Maßnahmen"), plan_columns(_, dossier.day, beside), measures), has_title=False)


def plan_note(_: Words, dossier: Dossier) -> Paragraph:
    """What stands below a table of measures: of which day it is, and whose points stand there."""
    return Paragraph(_state_and_basis(_, dossier), "quiet")


def _state_and_basis(_: Words, dossier: Dossier) -> str:
    basis = () if dossier.points is None else (ended(poll_basis(_, dossier.points)),)
    return " ".join((state_sentence(_, dossier), *basis))


def planned_in_short(_: Words, dossier: Dossier, most: int | None = None) -> Section:
    """At ``most`` so many measures under what holds for all of them until somebody has looked into each, and what is
    not pursued any longer."""
    kept, gone = in_force(dossier.measures), _no_longer(_, dossier)
    if not kept:
        return Section("massnahmen", _("Maßnahmen"), (no_measures(_), *([Paragraph(gone)] if gone else [])))
    caution = _(
        "Die Maßnahmen stehen unter dem Vorbehalt der rechtlichen Prüfung und verfügbarer Haushaltsmittel und Stellen."
    )
    more = 0 if most is None else len(kept) - most
    rest = _.plural("Eine weitere steht im Bericht.", "{n} weitere stehen im Bericht.", more) if more > 0 else ""
    below = " ".join(part for part in (rest, _state_and_basis(_, dossier), gone) if part)
    parts = (Paragraph(caution), plan_grid(_, dossier, kept[:most]), Paragraph(below, "quiet"))
    return Section("massnahmen", _("Maßnahmen"), parts)


def dropped(_: Words, dossier: Dossier) -> Iterator[str]:
    """What is not pursued any longer, each with its reason: the room had agreed on it and will ask."""
    for one in by_date(dossier.measures):
        if one.status == "dropped" and one.status_reason:
            yield _("{what} ({reason})", what=one.what.rstrip("."), reason=one.status_reason.rstrip("."))
        elif one.status == "dropped":
            yield one.what.rstrip(".")


def _no_longer(_: Words, dossier: Dossier) -> str:
    return " ".join(_("Nicht weiterverfolgt: {measure}.", measure=one) for one in dropped(_, dossier))


def undecided_sentence(_: Words, one: Measure) -> str:
    """Who has still to decide on a measure, where that is not for the administration; else empty."""
    if one.decides is None or not is_undecided(one):
        return ""
    return _("Darüber entscheidet noch: {decides}.", decides=decider_titles(_)[one.decides])


def became(_: Words, dossier: Dossier) -> Section | None:
    """What became of what the run before had agreed on."""
    if not dossier.earlier:
        return None
    told = f"{look_back_finding(_, dossier.earlier)}."
    return section(
        "rueckblick",
        _("Was wurde daraus?"),
        Paragraph(" ".join((told, *_late(_, dossier.earlier, dossier.day))), "finding"),
        Grid(look_back_table(_, dossier.earlier, dossier.day), has_title=False),
        Paragraph(state_sentence(_, dossier), "quiet"),
    )


def going_on(_: Words, dossier: Dossier) -> Section | None:
    """The next date and who invites, and who answers questions."""
    decided = dossier.next_date
    contact = Paragraph(contact_sentence(_, dossier)) if dossier.contact else None
    if decided is None or not decided.is_decided:
        return section(
            "termin", _("Wie es weitergeht"), Paragraph(_("Der nächste Termin steht noch nicht fest.")), contact
        )
    when = Paragraph(date_sentence(_, dossier), "finding") if decided.day is not None else None
    invites = None if is_over(dossier) else Paragraph(ended(invitation(_, decided)))
    return section("termin", _("Wie es weitergeht"), when, invites, contact)


def is_over(dossier: Dossier) -> bool:
    """Whether the day on which people agreed to meet again lies before the day of the document."""
    decided = dossier.next_date
    return decided is not None and decided.day is not None and decided.day < dossier.day


def date_sentence(_: Words, dossier: Dossier) -> str:
    """When people meet again, or were to; empty where no day is agreed."""
    decided = dossier.next_date
    if decided is None or decided.day is None:
        return ""
    if is_over(dossier):
        return _("Das nächste Treffen war vereinbart für {day}.", day=weekday_in_words(_, decided.day))
    return f"{next_date_sentence(_, decided)}."


def invitation_sentence(_: Words, dossier: Dossier) -> str:
    """Who invites to the next date; empty where none is to come."""
    decided = dossier.next_date
    if decided is None or decided.day is None or is_over(dossier):
        return ""
    return ended(invitation(_, decided))


def contact_sentence(_: Words, dossier: Dossier) -> str:
    """Who answers questions about it."""
    return _("Fragen beantwortet: {contact}.", contact=dossier.contact)


def _why_dropped(_: Words, dossier: Dossier, one: Measure) -> str:
    """The reason, and what the room had given it."""
    row = None if dossier.points is None else dossier.points.by_option.get(one.id)
    said = [one.status_reason, "" if row is None else points_text(_, row)]
    return " · ".join(part for part in said if part) or "–"


def _details(_: Words, one: Measure) -> Section | None:
    rows = tuple((name, value) for name, value in _said(_, one) if value)
    return Section(f"massnahme-{one.number}", one.what, (Facts(rows),), is_kept=True) if rows else None


def _said(_: Words, one: Measure) -> Iterator[tuple[str, str]]:
    yield _("Ursache"), one.cause
    yield _("Erster Schritt in 14 Tagen"), one.first_step
    yield _("Wer entscheidet"), decider_titles(_)[one.decides] if one.decides else ""
    yield _("Mit wem"), one.with_whom
    yield _("Mittel"), one.means
    yield _("Kosten"), cost_titles(_)[one.cost] if one.cost else ""
    yield _("Woran wir es merken"), one.sign
    yield _("Erhoffte Wirkung"), level_text(_, one)
    yield _("Risiko"), one.risk
    yield _("Begründung"), one.status_reason
