"""The sentence above the radar."""

from analysis.measures import tenths
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.findings.finding import Finding, names_of, nothing_rated
from texts.words import Words


def overview_finding(_: Words, results: Results, questionnaire: Questionnaire, *, has_titles: bool = False) -> Finding:
    """The sentence above the radar; fields that are shown with the same value are named together.

    ``has_titles``: whole titles instead of short names, where a document names the fields for the first time.
    """
    levels = {field.id: tenths(field.level) for field in results.fields if field.level is not None}
    if not levels:
        return Finding(nothing_rated(_, results))
    high, low = max(levels.values()), min(levels.values())
    highest, lowest = (tuple(field for field in levels if levels[field] == level) for level in (high, low))
    if len(levels) == 1:
        return Finding(
            _(
                "Aus Sicht der Anwesenden liegt {field} im Mittel bei {level}",
                field=names_of(_, highest, questionnaire, has_titles=has_titles),
                level=_.number(high),
            ),
            highest,
        )
    if high == low:
        return Finding(
            _("Aus Sicht der Anwesenden stehen alle Handlungsfelder ähnlich da ({level})", level=_.number(low))
        )
    return Finding(
        _.plural(
            # Translators: the topic areas with the highest and with the lowest mean, on a scale that ends at 4.
            "Am meisten Zustimmung findet im Raum {high} ({high_level} von 4), am wenigsten {low} ({low_level} von 4)",
            "Am meisten Zustimmung finden im Raum {high} ({high_level} von 4), am wenigsten {low} ({low_level} von 4)",
            len(highest),
            high=names_of(_, highest, questionnaire, has_titles=has_titles),
            high_level=_.number(high),
            low=names_of(_, lowest, questionnaire, has_titles=has_titles),
            low_level=_.number(low),
        ),
        (*highest, *lowest),
    )


def axes_finding(_: Words, fields: int) -> Finding:
    """The sentence above a radar that shows no result yet."""
    return Finding(_.plural("Ein Handlungsfeld, eine Skala", "{n} Handlungsfelder, eine Skala", fields))
