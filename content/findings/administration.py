"""What the Verwaltungsbogen says beside the room."""

from fractions import Fraction

from analysis.comparison import on_shared_statements
from analysis.measures import smallest_difference_to_read, tenths
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Results
from content.findings.finding import Finding
from texts.words import Words

ADMINISTRATION_SECTOR = "verwaltung"
"""Id of the sector whose house fills in the Verwaltungsbogen, as in our questionnaire; others may have none."""


def administration_finding(_: Words, results: Results, questionnaire: Questionnaire) -> Finding:
    """The sentence above Verwaltungsbogen : room; the gap is that of the two values as they are shown."""
    pairs = {field.id: (field.administration_level, field.level) for field in results.fields}
    gaps = {
        field: (abs(sheet - room), tenths(sheet) - tenths(room))
        for field, (sheet, room) in pairs.items()
        if sheet is not None and room is not None
    }
    if not gaps:
        return Finding(_("Zum Verwaltungsbogen gibt es noch nichts zu vergleichen"))
    widest = max(gaps, key=gaps.__getitem__)
    exact, shown = gaps[widest]
    if exact < smallest_difference_to_read(max(results.respondents, 1)):
        return Finding(_("Verwaltungsbogen und Raum sehen die Handlungsfelder ähnlich"))
    message = (
        _("Bei {field} schätzt der Verwaltungsbogen {steps} Stufen höher ein als der Raum")
        if shown > 0
        else _("Bei {field} schätzt der Raum {steps} Stufen höher ein als der Verwaltungsbogen")
    )
    sentence = message.format(field=_.local(questionnaire.field(widest).short), steps=_.number(abs(shown)))
    return Finding(sentence, (widest,))


def own_people_sentence(_: Words, results: Results, questionnaire: Questionnaire) -> str:
    """Where the people of the administration in the room come out more than one Einschätzung below the sheet of their
    house; empty where nowhere, or where they are not shown as a group."""
    if ADMINISTRATION_SECTOR not in (group.id for group in results.groups_beside):
        return ""
    told = []
    for one in results.fields:
        level, sheet = one.cells[ADMINISTRATION_SECTOR].level, one.administration_level
        if level is None or sheet is None or one.administration_band is None:
            continue
        if one.administration_band - _band_of(level, questionnaire) > 1:
            told.append(_instead_of_the_sheet(_, results, one, questionnaire))
    if not told:
        return ""
    return _(
        "Die Menschen aus der Verwaltung, die im Raum waren, schätzen es deutlich niedriger ein als der "
        "Verwaltungsbogen: {fields}.",
        fields=_.joined(told),
    )


def _instead_of_the_sheet(_: Words, results: Results, field: FieldResult, questionnaire: Questionnaire) -> str:
    """The means of both, over the statements that both have rated where their own go over others."""
    title = _.local(questionnaire.field(field.id).title)
    shared = on_shared_statements(results, field, ADMINISTRATION_SECTOR)
    if shared is not None:
        n, level, sheet = shared
        return _.plural(
            "bei {field} {level} statt {sheet} (bei derselben Aussage)",
            "bei {field} {level} statt {sheet} (bei denselben {n} Aussagen)",
            n,
            field=title,
            level=_.number(level),
            sheet=_.number(sheet),
        )
    own, of_sheet = field.cells[ADMINISTRATION_SECTOR].level or Fraction(), field.administration_level or Fraction()
    return _("bei {field} {level} statt {sheet}", field=title, level=_.number(own), sheet=_.number(of_sheet))


def _band_of(level: Fraction, questionnaire: Questionnaire) -> int:
    return next(at for at, band in enumerate(questionnaire.bands) if band.below is None or level < band.below)
