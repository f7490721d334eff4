"""The public summary: short and plain, of all in the room together, for residents and the press."""

from analysis.action_plan import Measure
from analysis.dossier import Dossier
from analysis.plan import clearest
from analysis.results import FieldResult
from content.action_plan import due_text, in_force, who_text
from content.document import Block, Bullets, Document, Paragraph, Section
from content.documents.base import document, ended, in_people, section
from content.documents.fields import sees_apart
from content.documents.measures import contact_sentence, is_over
from content.fields import sheet_band
from content.findings import assessment_title
from content.method import steps_sentence
from texts.dates import day_in_words, weekday_in_words
from texts.titles import group_title
from texts.words import Words

MOST_MEASURES, MOST_STATEMENTS = 10, 3


def summary(_: Words, dossier: Dossier, *, is_released: bool = False) -> Document:
    """What happened, who was there, what they said, what comes next; marked as a draft until it is released."""
    parts = (
        _what(_, dossier),
        _who(_, dossier),
        _said(_, dossier),
        _differs(_, dossier),
        _next(_, dossier),
        _read(_, dossier),
    )
    return document(
        _,
        dossier,
        _("Wie weltoffen sind wir? Das Ergebnis in Kürze"),
        tuple(parts),
        mark="" if is_released else _("Entwurf – nicht freigegeben"),
    )


def _what(_: Words, dossier: Dossier) -> Section:
    day = day_in_words(_, dossier.held_on)
    held = _(
        "Am {day} haben wir auf unsere Kommune geschaut: {municipality}.", day=day, municipality=dossier.municipality
    )
    asked = _("Die Frage war: Wie gut können alle Menschen hier leben und mitreden?")
    how = _("Alle im Raum haben Sätze gelesen. Zu jedem Satz haben sie gesagt, ob er für unsere Kommune zutrifft.")
    return Section("was", _("Was haben wir gemacht?"), (Paragraph(" ".join((held, asked, how))),))


def _who(_: Words, dossier: Dossier) -> Section:
    groups = [group_title(_, one, dossier.questionnaire) for one in dossier.results.groups]
    named: list[Block] = [Paragraph(_("Dabei waren:")), Bullets(tuple(groups))] if groups else []
    return Section("wer", _("Wer war dabei?"), (Paragraph(in_people(_, dossier)), *named))


def _said(_: Words, dossier: Dossier) -> Section | None:
    told = [line for field in dossier.results.fields if (line := _of_field(_, dossier, field))]
    if not told:
        return section("stand", _("Was haben die Menschen gesagt?"), Paragraph(_("Es gibt zu wenige Antworten.")))
    steps = steps_sentence(_, dossier.questionnaire)
    return section("stand", _("Was haben die Menschen gesagt?"), Paragraph(steps), Bullets(tuple(told)))


def _of_field(_: Words, dossier: Dossier, field: FieldResult) -> str:
    if field.band is None:
        return ""
    asked = dossier.questionnaire
    title, room = _.local(asked.field(field.id).title), assessment_title(_, field, asked)
    if field.pattern in ("auseinander", "geteilt") and not field.differs_by_statement:
        return _("{field}: Das sehen wir verschieden.", field=title)
    if sees_apart(field):
        sheet = sheet_band(_, field, asked)
        return _(
            "{field}: Anwesende: {room}. Gemeinsamer Bogen der Verwaltung: {sheet}.",
            field=title,
            room=room,
            sheet=sheet,
        )
    return _("{field}: {band}.", field=title, band=room)


def _differs(_: Words, dossier: Dossier) -> Section | None:
    """What is clearest first; of what is seen differently first that in which perspectives differ."""
    texts = dossier.questionnaire.statements
    apart = (*clearest(dossier.results, "auseinander"), *clearest(dossier.results, "geteilt"))
    parts: list[Block] = []
    for title, found in (
        (_("Die meisten sagen: Diese Sätze treffen bei uns zu."), clearest(dossier.results, "staerke")),
        (_("Die meisten sagen: Diese Sätze treffen bei uns nicht zu."), clearest(dossier.results, "bedarf")),
        (_("Das sehen wir verschieden. Darüber müssen wir weiter sprechen."), apart),
    ):
        named = [_("„{text}“", text=_.local(texts[one.id].text)) for one in found[:MOST_STATEMENTS]]
        if named:
            told = _("{sentence} Zum Beispiel:", sentence=title) if len(named) < len(found) else title
            parts += [Paragraph(told), Bullets(tuple(named))]
    return section("einig", _("Was ist gut, was fehlt?"), *parts)


def _next(_: Words, dossier: Dossier) -> Section:
    kept = [one for one in in_force(dossier.measures) if one.status != "done"][:MOST_MEASURES]
    done = [one.what for one in dossier.measures if one.status == "done"]
    plans = tuple(_planned(_, dossier, one) for one in kept)
    parts: list[Block] = [Bullets(plans)] if plans else []
    if not plans and not done:
        parts.append(Paragraph(_("Was wir tun, ist noch nicht vereinbart.")))
    if done:
        parts += [Paragraph(_("Das haben wir schon gemacht:")), Bullets(tuple(done))]
    if dossier.next_date is not None and dossier.next_date.day is not None and not is_over(dossier):
        day = weekday_in_words(_, dossier.next_date.day)
        parts.append(Paragraph(_("Wir treffen uns wieder: {day}.", day=day)))
    if dossier.contact:
        parts.append(Paragraph(contact_sentence(_, dossier)))
    return Section("weiter", _("Wie geht es weiter?"), tuple(parts))


def _planned(_: Words, dossier: Dossier, one: Measure) -> str:
    what, who, due = ended(one.what), who_text(_, one), due_text(_, one)
    if one.is_late(dossier.day):
        return _("{what} Das macht: {who}. Das sollte fertig sein bis: {due}.", what=what, who=who, due=due)
    return _("{what} Das macht: {who}. Bis wann: {due}.", what=what, who=who, due=due)


def _read(_: Words, dossier: Dossier) -> Section:
    told = _(
        "Das ist keine wissenschaftliche Umfrage. Das Ergebnis spricht nicht für alle Menschen in {municipality}. "
        "Wir vergleichen uns nicht mit anderen Kommunen. "
        "Wir zeigen keine einzelnen Bögen und keine Gruppe unter {n} Personen.",
        municipality=dossier.municipality,
        n=dossier.results.threshold,
    )
    return Section("lesen", _("Gut zu wissen"), (Paragraph(told),), is_boxed=True)
