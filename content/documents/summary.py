"""The public summary: short and plain, of all in the room together, for residents and the press."""

from collections.abc import Iterator

from analysis.action_plan import Measure, by_date
from analysis.dossier import Dossier
from analysis.protocol import DISSENT
from analysis.results import FieldResult, StatementResult
from content.action_plan import due_text, still_open, who_text
from content.document import Block, Bullets, Document, Paragraph, Section
from content.documents.base import document, ended, in_people, section, state_sentence
from content.documents.fields import sees_apart
from content.documents.lists import ALL, Kind, of_kind
from content.documents.measures import contact_sentence, dropped, invitation_sentence, is_over, undecided_sentence
from content.fields import sheet_band
from content.findings.field import assessment_title
from content.method import steps_sentence
from content.protocol import agreement_sentence
from texts.dates import day_in_words, weekday_in_words
from texts.titles import answer_labels, group_in_public
from texts.words import Words, words

MOST_MEASURES = 10
PLAIN = "de-x-einfach"


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
        is_dated=not dossier.measures,
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
    groups = [group_in_public(_, one, dossier.questionnaire) for one in dossier.results.groups]
    people = in_people(_, dossier)
    told = " ".join((people, _("Dabei waren:"))) if groups else people
    return Section("wer", _("Wer war dabei?"), (Paragraph(told), *((Bullets(tuple(groups)),) if groups else ())))


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
    if not sees_apart(field):
        told = _without_step(_, field) or ended(room)
        return _("{field}: {told}", field=title, told=told)
    told = _without_step(_, field) or _("Anwesende: {room}.", room=room)
    sheet = sheet_band(_, field, asked)
    return _("{field}: {told} Bogen der Verwaltung: {sheet}.", field=title, told=told, sheet=sheet)


def _without_step(_: Words, field: FieldResult) -> str:
    """What the room says of a field that has no step for all of it; empty where it has one."""
    if field.shared_band is not None:
        return ""
    if field.pattern == "kaum_einschaetzbar":
        return _("Das wissen viele von uns nicht.")
    if not field.differs_by_statement:
        return _("Das sehen wir verschieden.")
    yes, no = field.patterns.count("staerke"), field.patterns.count("bedarf")
    if not yes or not no:
        return _("Hier kommt es auf den Satz an.")
    told = _("Hier kommt es auf den Satz an: Bei {yes} stimmen die meisten zu, bei {no} nicht.")
    return told.format(yes=_counted(_, yes), no=_counted(_, no))


def _counted(_: Words, n: int) -> str:
    # Translators: of several sentences: "most agree with one and disagree with 2".
    return _.plural("einem", "{n}", n)


def _differs(_: Words, dossier: Dossier) -> Section | None:
    """What is clearest first: all sentences of a kind, where they are not too many to read."""
    parts: list[Block] = []
    for kind, title in _titles(_).items():
        found = of_kind(dossier, kind)
        told = [_sentence(_, dossier, one) for one in found[:ALL]]
        if told:
            parts += [Paragraph(title), Bullets(tuple(told))]
        if more := len(found) - len(told):
            parts.append(
                Paragraph(_.plural("Ein weiterer Satz steht im Bericht.", "{n} weitere Sätze stehen im Bericht.", more))
            )
    note = [Paragraph(_worded(_), "quiet")] if parts else []
    return section("einig", _("Was ist gut, was fehlt?"), *parts, *note)


def _titles(_: Words) -> dict[Kind, str]:
    """What people said of the sentences below."""
    return {
        "staerke": _("Die meisten sagen: Diese Sätze treffen bei uns zu."),
        "bedarf": _("Die meisten sagen: Diese Sätze treffen bei uns nicht zu."),
        "verschieden": _("Das sehen wir verschieden. Darüber müssen wir weiter sprechen."),
        "geklaert": _("Darüber haben wir gesprochen. Das ist unsere gemeinsame Einschätzung."),
        "kaum_einschaetzbar": _("Das wissen viele von uns nicht. Wer weiß es?"),
    }


def _sentence(_: Words, dossier: Dossier, one: StatementResult) -> str:
    """The sentence, and what the room came to in its talk, in the words of the questionnaire that it had before it."""
    said = _("„{text}“", text=_.local(dossier.questionnaire.statements[one.id].text))
    agreement = dossier.agreements.get(one.id)
    if agreement is None:
        return said
    told = agreement_sentence(_, agreement, dossier.questionnaire)
    if _.language == PLAIN and agreement.answer != DISSENT:
        answers = answer_labels(words("de"), dossier.questionnaire)
        told = _("Gemeinsame Einschätzung: {answer}", answer=answers[agreement.answer])
    return f"{said} {ended(told)}"


def _worded(_: Words) -> str:
    """Plain German has sentences of its own; all others are those of the report."""
    if _.language == PLAIN:
        return _("Die Sätze sind hier einfacher formuliert. Den genauen Wortlaut finden Sie im Bericht.")
    return _("Das sind die Sätze aus dem Fragebogen. Alle Zahlen dazu finden Sie im Bericht.")


def _next(_: Words, dossier: Dossier) -> Section:
    plans = tuple(_each_measure(_, dossier))
    parts: list[Block] = [Paragraph(_("Was wir tun, ist noch nicht vereinbart."))]
    if plans:
        parts = [Bullets(plans)]
    told = [contact_sentence(_, dossier) if dossier.contact else _("Fragen beantwortet Ihre Kommune.")]
    if dossier.next_date is not None and dossier.next_date.day is not None and not is_over(dossier):
        day = weekday_in_words(_, dossier.next_date.day)
        told = [_("Wir treffen uns wieder: {day}.", day=day), invitation_sentence(_, dossier), *told]
    state = [state_sentence(_, dossier)] if plans else []
    return Section("weiter", _("Wie geht es weiter?"), (*parts, Paragraph(" ".join((*state, *filter(None, told))))))


def _each_measure(_: Words, dossier: Dossier) -> Iterator[str]:
    """What is to be done, the next first, then what is done, and what is not pursued any longer."""
    yield from (_planned(_, dossier, one) for one in still_open(dossier.measures)[:MOST_MEASURES])
    for one in by_date(dossier.measures):
        if one.status == "done":
            yield _("{what} Das ist erledigt.", what=ended(one.what))
    yield from (_("Das verfolgen wir nicht weiter: {measure}.", measure=one) for one in dropped(_, dossier))


def _planned(_: Words, dossier: Dossier, one: Measure) -> str:
    what, who, due = ended(one.what), who_text(_, one), due_text(_, one)
    told = _("{what} Das macht: {who}. Bis wann: {due}.")
    if one.is_late(dossier.day):
        told = _("{what} Das macht: {who}. Das sollte fertig sein bis: {due}.")
    said = (told.format(what=what, who=who, due=due), undecided_sentence(_, one))
    return " ".join(part for part in said if part)


def _read(_: Words, dossier: Dossier) -> Section:
    told = _(
        "Das ist keine wissenschaftliche Umfrage. Das Ergebnis spricht nicht für alle Menschen in {municipality}. "
        "Wir vergleichen uns nicht mit anderen Kommunen. "
        "Wir zeigen keine Bögen einzelner Menschen und keine Gruppe unter {n} Personen.",
        municipality=dossier.municipality,
        n=dossier.results.threshold,
    )
    return Section("lesen", _("Gut zu wissen"), (Paragraph(told),), is_boxed=True)
