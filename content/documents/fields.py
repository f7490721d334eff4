"""Where the Handlungsfelder stand: the sections of a report about them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from analysis.dossier import Dossier
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Results
from content.document import Block, Bullets, Figure, Grid, Paragraph, Section
from content.documents.base import about_the_sheet, ended, scale_note, section
from content.fields import basis, field_columns, field_ids, partial_means
from content.findings.administration import own_people_sentence
from content.findings.field import assessment, assessment_title, field_finding, suggestions
from content.findings.pattern import told_by_pattern
from content.labels import kind_titles, pattern_kind
from content.method import close_to_a_limit
from content.overview import administration_slide, has_administration, levels_slide, radar_slide
from content.slides import Slide
from content.tables import Table, as_text, decimals, filled
from texts.titles import band_title
from texts.words import Words

IN_A_LINE = 2
"""Fields of which it is told in one line that their means go over a part of the statements."""


def standing(_: Words, dossier: Dossier) -> Section | None:
    """The radar, the fields in a table, then each group and the Verwaltungsbogen beside the room."""
    results, asked = dossier.results, dossier.questionnaire
    radar = radar_slide(_, results, asked)
    parts: list[Block] = [
        Paragraph(f"{radar.finding.sentence}.", "finding"),
        Figure(radar),
        Grid(standing_table(_, dossier), has_title=False),
        *_close(_, dossier),
        *_basis(_, dossier),
    ]
    if results.groups_beside:
        groups = levels_slide(_, results, asked)
        seen = (_found(groups), Figure(groups), *part_of_statements(_, dossier, of_groups=True))
        parts += [Section("gruppen", _("Wie die Gruppen es sehen"), seen, is_kept=True)]
    if has_administration(results):
        sheet = administration_slide(_, results, asked)
        told = (_found(sheet), about_the_sheet(_), *_own_people(_, dossier), Figure(sheet))
        parts += [Section("verwaltung", _("Verwaltungsbogen und Raum"), told, is_kept=True)]
    return section("stand", _("Wo stehen wir?"), *parts)


def about_the_numbers(_: Words, dossier: Dossier) -> tuple[Block, ...]:
    """What a short document says beside the numbers of all fields, in one paragraph: what they say, and which means go
    over a part of the statements."""
    said = [scale_note(_, dossier).text]
    if lines := partial_means(_, dossier.results, dossier.questionnaire):
        said.append(_of_a_part(_, lines))
    return (Paragraph(" ".join(said), "quiet"),)


def part_of_statements(_: Words, dossier: Dossier, *, of_groups: bool = False) -> tuple[Block, ...]:
    """Below numbers of fields: which means go over a part of the statements; nothing where all go over all."""
    lines = partial_means(_, dossier.results, dossier.questionnaire, of_groups=of_groups)
    if len(lines) > IN_A_LINE:
        told = _("Diese Mittelwerte beruhen nur auf einem Teil der Aussagen, die gefragt wurden:")
        return Paragraph(told, "quiet"), Bullets(tuple(lines))
    return (Paragraph(_of_a_part(_, lines), "quiet"),) if lines else ()


def _of_a_part(_: Words, lines: Sequence[str]) -> str:
    return _("Nur aus einem Teil der Aussagen: {means}", means=" ".join(lines))


def _own_people(_: Words, dossier: Dossier) -> tuple[Block, ...]:
    """Where people of the administration who were in the room see it otherwise than the sheet of their house."""
    told = own_people_sentence(_, dossier.results, dossier.questionnaire)
    return (Paragraph(told),) if told else ()


def field_by_field(_: Words, dossier: Dossier) -> Section | None:
    """Of each field what it is about, where it stands in words, and what could come next."""
    return section("felder", _("Die Handlungsfelder"), *(_field(_, dossier, one) for one in dossier.results.fields))


def sees_apart(field: FieldResult) -> bool:
    """Whether Verwaltungsbogen and room come to different Einschätzungen, or the sheet to one where the room has none
    that is shared: then no single one stands for the field."""
    return None not in (field.band, field.administration_band) and field.shared_band != field.administration_band


def standing_sentence(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """Where a field stands; where Verwaltungsbogen and room differ both, and no value between them."""
    if not sees_apart(field):
        return field_finding(_, field, questionnaire)
    columns = field_columns(_, questionnaire)
    told = (
        _("{field}: {room} (im Mittel {level}), laut Verwaltungsbogen {sheet} ({sheet_level})")
        if field.shared_band is None
        else _("{field}: aus Sicht der Anwesenden {room} ({level}), laut Verwaltungsbogen {sheet} ({sheet_level})")
    )
    return told.format(
        field=_.local(questionnaire.field(field.id).title),
        room=assessment_title(_, field, questionnaire),
        sheet=band_title(_, field.administration_band, questionnaire),
        level=as_text(_, columns["level"].cell(field)),
        sheet_level=_sheet_level(_, field, questionnaire),
    )


def _sheet_level(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    level = as_text(_, field_columns(_, questionnaire)["administration"].cell(field))
    if field.administration_rated == field.asked:
        return level
    # Translators: a mean and over how many statements it goes: "3.5 over 2 of 3 statements".
    return _("{level} {basis}", level=level, basis=basis(_, field.administration_rated, field))


def _field(_: Words, dossier: Dossier, field: FieldResult) -> Section:
    title = _.local(dossier.questionnaire.field(field.id).title)
    return Section(f"feld-{field.id}", title, tuple(_about(_, dossier, field)), is_kept=True)


def statements_told(_: Words, results: Results, field_id: str) -> str:
    """What is said of how many statements of a field."""
    kinds = [pattern_kind(one) for one in results.statements if one.field == field_id]
    if len(kinds) == 1:
        return _("Die Aussage dazu: {pattern}.", pattern=kind_titles(_)[kinds[0]])
    return told_by_pattern(_, kinds)


def _about(_: Words, dossier: Dossier, field: FieldResult) -> Iterator[Block]:
    results, asked = dossier.results, dossier.questionnaire
    introduction = _.local(asked.field(field.id).introduction)
    if introduction:
        yield Paragraph(introduction, "quiet")
    yield Paragraph(f"{standing_sentence(_, field, asked)}.", "finding")
    is_of_the_room = field.shared_band is not None and not sees_apart(field)
    if is_of_the_room and (said := assessment(_, field, asked)):
        yield Paragraph(said)
    yield Paragraph(statements_told(_, results, field.id))
    if ideas := suggestions(_, results, asked, field.id):
        yield Paragraph(_("Anregungen für die weitere Arbeit, kein Auftrag an die Verwaltung:"))
        yield Bullets(tuple(ideas))


def standing_table(_: Words, dossier: Dossier) -> Table:
    """Where each field stands for those present, and according to the Verwaltungsbogen."""
    results, columns = dossier.results, field_columns(_, dossier.questionnaire)
    names = ["title", "level", "band"]
    if has_administration(results):
        names += ["administration_told", "administration_band"]
    return filled(_("Handlungsfelder"), [columns[one] for one in names], results.fields, field_ids(results))


def _close(_: Words, dossier: Dossier) -> Iterator[Block]:
    """A word on means that stand there with two decimals, if there are such."""
    columns, fields = field_columns(_, dossier.questionnaire), dossier.results.fields
    values = [columns[name].cell(one) for one in fields for name in ("level", "administration")]
    if any(isinstance(value, Decimal) and decimals(value) > 1 for value in values):
        yield Paragraph(close_to_a_limit(_), "quiet")


def _basis(_: Words, dossier: Dossier) -> Iterator[Block]:
    """On how many statements the means in the table rest: all in a sentence, else which of them on a part."""
    if partly := part_of_statements(_, dossier):
        yield from partly
    elif any(field.level is not None for field in dossier.results.fields):
        told = _("Jeder Mittelwert beruht auf allen Aussagen, die zu seinem Handlungsfeld gefragt wurden.")
        yield Paragraph(told, "quiet")


def _found(slide: Slide) -> Paragraph:
    return Paragraph(ended(slide.finding.sentence), "finding")
