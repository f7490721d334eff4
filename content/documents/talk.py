"""What the talk has brought: by statement the answers, second vote, shared assessment and what was said; and notes."""

from collections.abc import Iterator, Sequence

from analysis.dossier import Dossier, Saying
from analysis.results import StatementResult
from content.answers import as_in_the_picture
from content.document import Block, Bullets, Figure, Grid, Paragraph, Section
from content.documents.base import section
from content.protocol import agreement_sentence, note_table, quoted
from content.second_vote import after_finding, after_table
from content.statements import numbered_name
from content.suggestions import statement_slide
from texts.words import Words


def talked_about(_: Words, dossier: Dossier) -> Section | None:
    """Each statement that the room has looked at by itself or of which the talk has left something; None without any,
    since a plan alone is no talk."""
    found = [dossier.results.by_statement[one] for one in talked(dossier)]
    notes = [one for one in dossier.notes if not one.about or one.about not in dossier.results.by_statement]
    general = note_table(_, dossier.questionnaire, notes)
    is_talk = bool(found or general.rows)
    return section(
        "gespraech",
        _("Worüber wir gesprochen haben") if is_talk else _("Kommentare"),
        *(_statement(_, dossier, one) for one in found),
        _sayings_to_fields(_, dossier),
        Section("notizen", _("Weitere Notizen"), (Grid(general, has_title=False),)) if general.rows else None,
        _not_reached(_, dossier),
    )


def talked(dossier: Dossier) -> list[str]:
    """Ids of statements: those of the plan first, then the others in the order of the questionnaire."""
    noted = {note.about for note in dossier.notes} | {one.about for one in dossier.sayings}
    left = {*dossier.on_stage, *dossier.agreements, *dossier.second_votes, *noted}
    ids = dossier.results.by_statement
    planned = [one for one in dossier.results.plan if one in ids]
    return [one for one in dict.fromkeys((*planned, *ids)) if one in left]


def not_reached(dossier: Dossier) -> list[str]:
    """Ids of what of the plan the room did not come to; known only of a talk that was led on the Leinwand."""
    reached = talked(dossier) if dossier.on_stage else dossier.results.plan
    return [one for one in dossier.results.plan if one in dossier.results.by_statement and one not in reached]


def without_result(dossier: Dossier) -> list[str]:
    """Ids of what was talked about on the Leinwand and of which nothing was written down."""
    written = {*dossier.agreements, *dossier.second_votes, *(note.about for note in dossier.notes)}
    written |= {about for one in dossier.measures for about in one.about}
    return [one for one in talked(dossier) if one in dossier.on_stage and one not in written]


def _not_reached(_: Words, dossier: Dossier) -> Section | None:
    missed, asked = not_reached(dossier), dossier.questionnaire.statements
    if not missed:
        return None
    planned = [one for one in dossier.results.plan if one in dossier.results.by_statement]
    told = _.plural(
        "Geplant war eine Aussage, besprochen wurde davon {reached}. Es fehlt:",
        "Geplant waren {n} Aussagen, besprochen wurden davon {reached}. Es fehlt:",
        len(planned),
        reached=len(planned) - len(missed),
    )
    names = tuple(numbered_name(_, asked[one]) for one in missed)
    return Section("offen", _("Nicht mehr geschafft"), (Paragraph(told), Bullets(names)), is_kept=True)


def _statement(_: Words, dossier: Dossier, one: StatementResult) -> Section:
    asked = dossier.questionnaire.statements[one.id]
    return Section(f"aussage-{one.id}", numbered_name(_, asked), tuple(_told(_, dossier, one)), is_kept=True)


def _told(_: Words, dossier: Dossier, one: StatementResult) -> Iterator[Block]:
    slide = statement_slide(_, dossier.results, dossier.questionnaire, one.id)
    yield Paragraph(slide.title)
    yield Paragraph(f"{slide.finding.headline}.", "finding")
    yield Figure(slide)
    yield from _administration(_, dossier, one)
    if said := [quoted(_, saying.text, is_shortened=saying.is_shortened) for saying in _sayings(dossier, one.id)]:
        yield Paragraph(_("Aus den Kommentaren, von der Moderation ausgewählt:"))
        yield from (Paragraph(text, "quote") for text in said)
    if (after := dossier.second_votes.get(one.id)) is not None:
        yield Paragraph(_("Zweite Abstimmung. {finding}.", finding=after_finding(_, one, after).sentence), "finding")
        table = after_table(_, one, after, dossier.results, dossier.questionnaire)
        yield Grid(as_in_the_picture(table), has_title=False)
        if after.ratings is not None and after.voted != one.people:
            yield Paragraph(_again(_, after.voted), "quiet")
    if (agreement := dossier.agreements.get(one.id)) is not None:
        yield Paragraph(f"{agreement_sentence(_, agreement, dossier.questionnaire)}.", "finding")
        if agreement.reason:
            yield Paragraph(_("Begründung: {reason}", reason=agreement.reason))
    if one.id in without_result(dossier):
        yield Paragraph(_("Dazu ist kein Ergebnis festgehalten."))
    if noted := tuple(note.text for note in dossier.notes if note.about == one.id):
        yield Paragraph(_("Notizen:"))
        yield Bullets(noted)


def _again(_: Words, voted: int) -> str:
    return _.plural(
        "Nachher zählt nur die eine Person, die noch einmal abgestimmt hat.",
        "Nachher zählen nur die {n} Personen, die noch einmal abgestimmt haben.",
        voted,
    )


def _administration(_: Words, dossier: Dossier, one: StatementResult) -> Iterator[Block]:
    reason, who = dossier.reasons.get(one.id, ""), dossier.who_knows.get(one.id, "")
    if reason:
        yield Paragraph(_("Begründung im Verwaltungsbogen: {reason}", reason=reason), "quiet")
    if who:
        yield Paragraph(_("Mehr weiß laut Verwaltungsbogen: {who}", who=who), "quiet")


def _sayings(dossier: Dossier, about: str) -> Sequence[Saying]:
    return [one for one in dossier.sayings if one.about == about]


def _sayings_to_fields(_: Words, dossier: Dossier) -> Section | None:
    """Comments of a short questionnaire are about its fields."""
    parts: list[Block] = []
    for field in dossier.results.fields:
        if said := _sayings(dossier, field.id):
            parts += [
                Paragraph(
                    _("Zum Handlungsfeld „{field}“:", field=_.local(dossier.questionnaire.field(field.id).title))
                ),
                Bullets(tuple(quoted(_, one.text, is_shortened=one.is_shortened) for one in said)),
            ]
    chosen = Paragraph(_("Die Moderation hat die Kommentare ausgewählt."), "quiet") if parts else None
    return section("kommentare", _("Aus den Kommentaren"), chosen, *parts)
