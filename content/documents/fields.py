"""Where the Handlungsfelder stand: the sections of a report about them."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from analysis.dossier import Dossier
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Results
from content.document import Block, Bullets, Figure, Grid, Paragraph, Section
from content.documents.base import about_the_sheet, ended, section
from content.fields import field_columns, field_ids
from content.findings import assessment, field_finding, suggestions
from content.labels import kind_titles, pattern_kind
from content.overview import administration_slide, has_administration, levels_slide, radar_slide
from content.slides import Slide
from content.tables import Column, Table, filled
from texts.titles import band_title
from texts.words import Words


def standing(_: Words, dossier: Dossier) -> Section | None:
    """The radar, the fields in a table, then each group and the Verwaltungsbogen beside the room."""
    results, asked = dossier.results, dossier.questionnaire
    radar = radar_slide(_, results, asked)
    parts: list[Block] = [
        Paragraph(f"{radar.finding.sentence}.", "finding"),
        Figure(radar),
        Grid(standing_table(_, dossier, _basis(_, dossier)), has_title=False),
    ]
    if results.groups:
        groups = levels_slide(_, results, asked)
        parts += [
            Section(
                "gruppen",
                _("Wie die Gruppen es sehen"),
                (_found(groups), Figure(groups)),
                is_kept=True,
            )
        ]
    if has_administration(results):
        sheet = administration_slide(_, results, asked)
        told = (_found(sheet), about_the_sheet(_), Figure(sheet))
        parts += [Section("verwaltung", _("Verwaltungsbogen und Raum"), told, is_kept=True)]
    return section("stand", _("Wo stehen wir?"), *parts)


def field_by_field(_: Words, dossier: Dossier) -> Section | None:
    """Of each field what it is about, where it stands in words, and what could come next."""
    return section("felder", _("Die Handlungsfelder"), *(_field(_, dossier, one) for one in dossier.results.fields))


def sees_apart(field: FieldResult) -> bool:
    """Whether Verwaltungsbogen and room come to different Einschätzungen: then no single one stands for the field."""
    return None not in (field.band, field.administration_band) and field.band != field.administration_band


def standing_sentence(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """Where a field stands; where Verwaltungsbogen and room differ both, and no value between them."""
    if not sees_apart(field):
        return field_finding(_, field, questionnaire)
    return _(
        "{field}: Perspektiven gehen auseinander. Anwesende: {room} ({level}), "
        "Verwaltungsbogen: {sheet} ({sheet_level})",
        field=_.local(questionnaire.field(field.id).title),
        room=band_title(_, field.band, questionnaire),
        sheet=band_title(_, field.administration_band, questionnaire),
        level=_.number(field.level or Fraction(0)),
        sheet_level=_.number(field.administration_level or Fraction(0)),
    )


def _field(_: Words, dossier: Dossier, field: FieldResult) -> Section:
    title = _.local(dossier.questionnaire.field(field.id).title)
    return Section(f"feld-{field.id}", title, tuple(_about(_, dossier, field)), is_kept=True)


def patterns_counted(_: Words, results: Results, field_id: str) -> str:
    """How many statements of a field have which pattern."""
    kinds = Counter(pattern_kind(one) for one in results.statements if one.field == field_id)
    titles = kind_titles(_)
    return _.joined([_("{n} × {pattern}", n=kinds[kind], pattern=titles[kind]) for kind in titles if kinds[kind]])


def _about(_: Words, dossier: Dossier, field: FieldResult) -> Iterator[Block]:
    results, asked = dossier.results, dossier.questionnaire
    introduction = _.local(asked.field(field.id).introduction)
    if introduction:
        yield Paragraph(introduction, "quiet")
    yield Paragraph(f"{standing_sentence(_, field, asked)}.", "finding")
    if not sees_apart(field) and (said := assessment(_, field, asked)):
        yield Paragraph(said)
    yield Paragraph(_("Die Aussagen dazu: {patterns}.", patterns=patterns_counted(_, results, field.id)))
    if ideas := suggestions(_, results, asked, field.id):
        yield Paragraph(_("Vorbereitete Anregungen, nicht beschlossen:"))
        yield Bullets(tuple(ideas))


def standing_table(_: Words, dossier: Dossier, *beside: Column[FieldResult]) -> Table:
    """Where each field stands for those present, and according to the Verwaltungsbogen."""
    results, columns = dossier.results, field_columns(_, dossier.questionnaire)
    names = ["title", "level", "band"]
    if has_administration(results):
        names += ["administration", "administration_band"]
    chosen = (*(columns[one] for one in names), *beside)
    return filled(_("Handlungsfelder"), chosen, results.fields, field_ids(results))


def _basis(_: Words, dossier: Dossier) -> Column[FieldResult]:
    """On how many statements the means rest."""
    column = field_columns(_, dossier.questionnaire)["basis"]
    return Column(column.head, lambda one: _both_bases(_, one)) if has_administration(dossier.results) else column


def _both_bases(_: Words, field: FieldResult) -> str:
    """Over how many statements the two means go, which need not be the same ones."""
    return _("{room} und {sheet} von {n} Aussagen", room=field.rated, sheet=field.administration_rated, n=field.asked)


def _found(slide: Slide) -> Paragraph:
    return Paragraph(ended(slide.finding.sentence), "finding")
