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
from content.findings import assessment, assessment_title, field_finding, suggestions
from content.labels import kind_titles, pattern_kind
from content.method import close_to_a_limit
from content.overview import administration_slide, has_administration, levels_slide, radar_slide
from content.slides import Slide
from content.tables import Table, as_text, filled, level_beside_name
from texts.titles import band_title, level_places
from texts.words import Words


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
        "{field}: aus Sicht der Anwesenden {room} ({level}), laut Verwaltungsbogen {sheet} ({sheet_level})",
        field=_.local(questionnaire.field(field.id).title),
        room=assessment_title(_, field, questionnaire),
        sheet=band_title(_, field.administration_band, questionnaire),
        level=_level(_, field.level, questionnaire),
        sheet_level=_level(_, field.administration_level, questionnaire),
    )


def _level(_: Words, level: Fraction | None, questionnaire: Questionnaire) -> str:
    return as_text(_, level_beside_name(level, questionnaire, "–"))


def _field(_: Words, dossier: Dossier, field: FieldResult) -> Section:
    title = _.local(dossier.questionnaire.field(field.id).title)
    return Section(f"feld-{field.id}", title, tuple(_about(_, dossier, field)), is_kept=True)


def patterns_counted(_: Words, results: Results, field_id: str) -> str:
    """Which patterns the statements of a field have, each with how many."""
    kinds = Counter(pattern_kind(one) for one in results.statements if one.field == field_id)
    titles = kind_titles(_)
    return _.joined([_("{pattern} ({n})", pattern=titles[kind], n=kinds[kind]) for kind in titles if kinds[kind]])


def _about(_: Words, dossier: Dossier, field: FieldResult) -> Iterator[Block]:
    results, asked = dossier.results, dossier.questionnaire
    introduction = _.local(asked.field(field.id).introduction)
    if introduction:
        yield Paragraph(introduction, "quiet")
    yield Paragraph(f"{standing_sentence(_, field, asked)}.", "finding")
    if not sees_apart(field) and (said := assessment(_, field, asked)):
        yield Paragraph(said)
    patterns = patterns_counted(_, results, field.id)
    told = _.plural(
        "Die Aussage dazu: {patterns}.", "Die {n} Aussagen dazu: {patterns}.", field.asked, patterns=patterns
    )
    yield Paragraph(told)
    if ideas := suggestions(_, results, asked, field.id):
        yield Paragraph(_("Vorbereitete Anregungen, nicht beschlossen:"))
        yield Bullets(tuple(ideas))


def standing_table(_: Words, dossier: Dossier) -> Table:
    """Where each field stands for those present, and according to the Verwaltungsbogen."""
    results, columns = dossier.results, field_columns(_, dossier.questionnaire)
    names = ["title", "level", "band"]
    if has_administration(results):
        names += ["administration", "administration_band"]
    return filled(_("Handlungsfelder"), [columns[one] for one in names], results.fields, field_ids(results))


def _close(_: Words, dossier: Dossier) -> Iterator[Block]:
    """A word on means that stand there with two decimals, if there are such."""
    fields = dossier.results.fields
    levels = [level for one in fields for level in (one.level, one.administration_level) if level is not None]
    if any(level_places(level, dossier.questionnaire) > 1 for level in levels):
        yield Paragraph(close_to_a_limit(_), "quiet")


def _basis(_: Words, dossier: Dossier) -> Iterator[Block]:
    """On how many statements the means rest: all in a sentence, and a line for each field where some are missing."""
    has_sheet = has_administration(dossier.results)
    short = [one for one in dossier.results.fields if one.rated < one.asked]
    if has_sheet:
        short = [one for one in dossier.results.fields if min(one.rated, one.administration_rated) < one.asked]
    if not short:
        told = _("Jeder Mittelwert beruht auf allen Aussagen, die zu seinem Handlungsfeld gefragt wurden.")
        yield Paragraph(told, "quiet")
        return
    yield Paragraph(_("Nicht überall beruhen die Mittelwerte auf allen Aussagen, die gefragt wurden:"), "quiet")
    yield Bullets(tuple(_missing(_, dossier.questionnaire, one, has_sheet=has_sheet) for one in short))


def _missing(_: Words, questionnaire: Questionnaire, field: FieldResult, *, has_sheet: bool) -> str:
    title = _.local(questionnaire.field(field.id).title)
    if not has_sheet:
        rated = _("{field}: Im Raum sind {room} von {n} Aussagen bewertet.")
        return rated.format(field=title, room=field.rated, n=field.asked)
    return _(
        "{field}: Im Raum sind {room} von {n} Aussagen bewertet, im Verwaltungsbogen {sheet} von {n}.",
        field=title,
        room=field.rated,
        sheet=field.administration_rated,
        n=field.asked,
    )


def _found(slide: Slide) -> Paragraph:
    return Paragraph(ended(slide.finding.sentence), "finding")
