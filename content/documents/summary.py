"""The public summary: short and plain, of all in the room together, for residents and the press."""

from analysis.dossier import Dossier
from analysis.results import FieldResult
from content.action_plan import due_text, in_force, who_text
from content.document import Block, Bullets, Document, Paragraph, Section
from content.documents.base import document, section
from content.documents.fields import sees_apart
from texts.dates import day_in_words, weekday_in_words
from texts.titles import band_title
from texts.words import Words

MOST_MEASURES = 10


def summary(_: Words, dossier: Dossier, *, is_released: bool = False) -> Document:
    """What happened, who was there, what they said, what comes next; marked as a draft until it is released."""
    parts = (_what(_, dossier), _who(_, dossier), _said(_, dossier), _differs(_, dossier), _next(_, dossier), _read(_))
    return document(
        _,
        dossier,
        "summary",
        _("Wie weltoffen sind wir? Das Ergebnis in Kürze"),
        tuple(one for one in parts if one is not None),
        mark="" if is_released else _("Entwurf – nicht freigegeben"),
    )


def _what(_: Words, dossier: Dossier) -> Section:
    day = day_in_words(_, dossier.held_on)
    held = _(
        "Am {day} haben wir über unsere Kommune gesprochen: {municipality}.", day=day, municipality=dossier.municipality
    )
    asked = _("Die Frage war: Wie gut können alle Menschen hier leben und mitreden?")
    how = _("Alle im Raum haben Sätze gelesen. Zu jedem Satz haben sie gesagt, ob er für unsere Kommune zutrifft.")
    return Section("was", _("Was haben wir gemacht?"), (Paragraph(" ".join((held, asked, how))),))


def _who(_: Words, dossier: Dossier) -> Section:
    people = _.plural("Eine Person hat geantwortet.", "{n} Personen haben geantwortet.", dossier.results.respondents)
    groups = [_.local(sector.title) for sector in dossier.questionnaire.sectors]
    came = _("Gefragt waren: {groups}.", groups=_.joined(groups))
    return Section("wer", _("Wer war dabei?"), (Paragraph(f"{people} {came}"),))


def _said(_: Words, dossier: Dossier) -> Section | None:
    told = [line for field in dossier.results.fields if (line := _of_field(_, dossier, field))]
    if not told:
        return section("stand", _("Was haben die Menschen gesagt?"), Paragraph(_("Es gibt zu wenige Antworten.")))
    return section("stand", _("Was haben die Menschen gesagt?"), Bullets(tuple(told)))


def _of_field(_: Words, dossier: Dossier, field: FieldResult) -> str:
    if field.band is None:
        return ""
    asked = dossier.questionnaire
    title, room = _.local(asked.field(field.id).title), band_title(_, field.band, asked)
    if field.pattern == "auseinander":
        return _("{field}: Das sehen wir verschieden.", field=title)
    if sees_apart(field):
        sheet = band_title(_, field.administration_band, asked)
        return _(
            "{field}: Die Menschen im Raum sagen: {room}. Die Verwaltung sagt: {sheet}.",
            field=title,
            room=room,
            sheet=sheet,
        )
    return _("{field}: {band}.", field=title, band=room)


def _differs(_: Words, dossier: Dossier) -> Section | None:
    texts = dossier.questionnaire.statements
    parts: list[Block] = []
    for title, patterns in (
        (_("Das läuft gut. Darin sind sich viele einig:"), ("staerke",)),
        (_("Das fehlt noch. Darin sind sich viele einig:"), ("bedarf",)),
        (_("Darüber müssen wir weiter sprechen:"), ("auseinander", "geteilt")),
    ):
        named = [_.local(texts[one.id].text) for one in dossier.results.statements if one.pattern in patterns][:3]
        if named:
            parts += [Paragraph(title), Bullets(tuple(named))]
    return section("einig", _("Was ist gut, was fehlt?"), *parts)


def _next(_: Words, dossier: Dossier) -> Section:
    kept = in_force(dossier.measures)[:MOST_MEASURES]
    plans = tuple(
        _(
            "{what} Das macht: {who}. Bis wann: {due}.",
            what=_ended(one.what),
            who=who_text(_, one),
            due=due_text(_, one),
        )
        for one in kept
    )
    parts: list[Block] = [Bullets(plans)] if plans else [Paragraph(_("Was wir tun, ist noch nicht vereinbart."))]
    if dossier.next_date is not None and dossier.next_date.day is not None:
        day = weekday_in_words(_, dossier.next_date.day)
        parts.append(Paragraph(_("Wir treffen uns wieder: {day}.", day=day)))
    if dossier.contact:
        parts.append(Paragraph(_("Fragen beantwortet: {contact}.", contact=dossier.contact)))
    return Section("weiter", _("Wie geht es weiter?"), tuple(parts))


def _read(_: Words) -> Section:
    told = _(
        "Das ist keine wissenschaftliche Umfrage. Es haben die geantwortet, die da waren. "
        "Wir vergleichen uns nicht mit anderen Kommunen. Niemand kann sehen, was eine einzelne Person geantwortet hat."
    )
    return Section("lesen", _("Gut zu wissen"), (Paragraph(told),), is_boxed=True)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
