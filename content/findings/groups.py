"""The sentence above field × group: where perspectives differ."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from analysis.comparison import readable_groups, shown_levels, span
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Results
from content.findings.finding import Finding, names_of
from texts.words import Words

NAMES_ON_THE_WALL = 3
"""Fields that a headline names; of more it gives the number, and the picture marks them."""


def groups_finding(_: Words, results: Results, questionnaire: Questionnaire) -> Finding:
    """The sentence above field × group: where perspectives differ, as far as the picture shows it."""
    most_shown = max((len(shown_levels(field)) for field in results.fields), default=0)
    if most_shown == 0:
        if results.groups:
            return Finding(_("Keine Gruppe hat genug bewertet, um einzeln gezeigt zu werden"))
        return Finding(_("Die Gruppen sind zu klein, um sie einzeln zu zeigen"))
    if most_shown == 1:
        return Finding(_("Je Handlungsfeld wird nur eine Gruppe einzeln gezeigt; zu vergleichen gibt es nichts"))
    apart = [field for field in results.fields if field.pattern == "auseinander"]
    readable = {field.id: span(field) or Fraction(0) for field in results.fields if readable_groups(field)}
    widest = tuple(field for field in readable if readable[field] == max(readable.values()))
    if named := tuple(field.id for field in apart if field.id in readable):
        is_widest = bool(set(widest) & set(named))
        short = _apart_sentence(_, named, questionnaire, results, is_all=is_widest)
        others = _without_a_picture(_, [field for field in results.fields if field.id not in named])
        if is_widest:
            return Finding(". ".join((short, *others)), named, short)
        width = _widest_sentence(_, widest, readable, questionnaire)
        return Finding(". ".join((short, *others, width)), (*named, *widest), short)
    if readable:
        return Finding(_widest_sentence(_, widest, readable, questionnaire), widest)
    if apart:
        return Finding(_("Die Perspektiven unterscheiden sich etwas, zu wenig zum Deuten"))
    return Finding(_("Die Perspektiven sehen die Handlungsfelder im Mittel ähnlich"))


def _apart_sentence(
    _: Words, named: Sequence[str], questionnaire: Questionnaire, results: Results, *, is_all: bool
) -> str:
    """In which fields groups answer differently; ``is_all``: nothing else that follows speaks of groups."""
    names = names_of(_, named, questionnaire)
    if len(named) > NAMES_ON_THE_WALL:
        return _(
            "Bei {n} von {all} Handlungsfeldern antworten die Gruppen klar verschieden",
            n=len(named),
            all=len(results.fields),
        )
    if is_all and len(named) < len(results.fields):
        return _("Nur bei {names} antworten die Gruppen klar verschieden", names=names)
    return _("Bei {names} antworten die Gruppen klar verschieden", names=names)


def _without_a_picture(_: Words, fields: Sequence[FieldResult]) -> list[str]:
    """Of how many of the other fields there is no shared Einschätzung either, although their groups answer alike."""
    found = [one for one in fields if one.band is not None and one.pattern in ("auseinander", "geteilt")]
    if not found:
        return []
    return [
        _.plural(
            "In einem weiteren Handlungsfeld ergibt sich kein einheitliches Bild",
            "In {n} weiteren Handlungsfeldern ergibt sich kein einheitliches Bild",
            len(found),
        )
    ]


def _widest_sentence(
    _: Words, fields: Sequence[str], span_of: Mapping[str, Fraction], questionnaire: Questionnaire
) -> str:
    return _(
        "Die größte Spannweite zwischen Perspektiven hat {fields} ({steps} Stufen)",
        fields=names_of(_, fields, questionnaire),
        steps=_.number(span_of[fields[0]]),
    )
