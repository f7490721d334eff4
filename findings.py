"""What the results say, in whole sentences: titles of charts and reasons to talk, made from the measures alone."""

from fractions import Fraction

from analysis.measures import smallest_difference_to_read
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Pattern, Results, StatementResult
from texts import Words, band_title, pattern_title


def camps(_: Words, statement: StatementResult) -> str:
    """The two sides in people, shown beside every Uneinigkeit."""
    if statement.ratings is None:
        return _("zu wenige Antworten")
    return _(
        "{agree} trifft (eher) zu : {disagree} trifft (eher) nicht zu",
        agree=statement.ratings.agree,
        disagree=statement.ratings.disagree,
    )


def pattern_finding(_: Words, result: StatementResult | FieldResult) -> str:
    """The pattern in plain words; of all perspectives it speaks only where at least two groups can be compared."""
    shown = sum(cell.level is not None for cell in result.cells.values())
    return pattern_title(_, result.pattern, groups_shown=shown >= 2)


def reason(_: Words, statement: StatementResult) -> str:
    """Why a statement is worth talking about, in one line."""
    title = pattern_finding(_, statement)
    if statement.pattern == "kaum_einschaetzbar":
        return _(
            "{title} {e} von {people} Personen können das nicht einschätzen",
            title=title,
            e=statement.e,
            people=statement.people,
        )
    if statement.pattern == "zu_wenige" or statement.disagreement is None:
        return title
    if statement.group_distance is not None and statement.pattern == "auseinander":
        return _(
            "{title} · Gruppenabstand {steps} Stufen · {camps}",
            title=title,
            steps=_.number(statement.group_distance),
            camps=camps(_, statement),
        )
    return _(
        "{title} · Uneinigkeit {percent} · {camps}",
        title=title,
        percent=_.percent(statement.disagreement),
        camps=camps(_, statement),
    )


def overview_finding(_: Words, results: Results, questionnaire: Questionnaire) -> str:
    """The sentence above the radar."""
    rated = [field for field in results.fields if field.level is not None]
    if not rated:
        return _("Noch sind zu wenige Antworten da, um etwas zu zeigen.")
    if len(rated) == 1:
        return _(
            "Aus Sicht der Anwesenden liegt „{field}“ im Mittel bei {level}",
            field=_.local(questionnaire.field(rated[0].id).title),
            level=_.number(_level(rated[0])),
        )
    highest = max(rated, key=_level)
    lowest = min(rated, key=_level)
    if _.number(_level(highest)) == _.number(_level(lowest)):
        return _(
            "Aus Sicht der Anwesenden stehen alle Handlungsfelder ähnlich da ({level})", level=_.number(_level(lowest))
        )
    return _(
        "Aus Sicht der Anwesenden trifft bei „{high}“ am meisten zu ({high_level}), "
        "bei „{low}“ am wenigsten ({low_level})",
        high=_.local(questionnaire.field(highest.id).title),
        high_level=_.number(_level(highest)),
        low=_.local(questionnaire.field(lowest.id).title),
        low_level=_.number(_level(lowest)),
    )


def groups_finding(_: Words, results: Results, questionnaire: Questionnaire) -> str:
    """The sentence above field × group: where perspectives differ."""
    apart = [field for field in results.fields if field.pattern == "auseinander"]
    if sum(any(cell.level is not None for cell in field.cells.values()) for field in results.fields) == 0:
        return _("Die Gruppen sind zu klein, um sie einzeln zu zeigen")
    if not apart:
        return _("Die Perspektiven sehen die Handlungsfelder im Mittel ähnlich")
    names = ", ".join(_.local(questionnaire.field(field.id).short) for field in apart)
    return _.plural(
        "In einem Handlungsfeld gehen die Perspektiven auseinander: {names}",
        "In {n} Handlungsfeldern gehen die Perspektiven auseinander: {names}",
        len(apart),
        names=names,
    )


def administration_finding(_: Words, results: Results, questionnaire: Questionnaire) -> str:
    """The sentence above Verwaltungsbogen : room."""
    both = [(field, abs(field.administration_level - field.level)) for field in results.fields
            if field.administration_level is not None and field.level is not None]  # fmt: skip
    if not both:
        return _("Zum Verwaltungsbogen gibt es noch nichts zu vergleichen")
    field, gap = max(both, key=lambda pair: pair[1])
    if gap < smallest_difference_to_read(max(results.respondents, 1)):
        return _("Verwaltungsbogen und Raum sehen die Handlungsfelder ähnlich")
    higher = (field.administration_level or 0) > (field.level or 0)
    message = (
        _("Bei „{field}“ schätzt der Verwaltungsbogen {steps} Stufen höher ein als der Raum")
        if higher
        else _("Bei „{field}“ schätzt der Raum {steps} Stufen höher ein als der Verwaltungsbogen")
    )
    return message.format(field=_.local(questionnaire.field(field.id).title), steps=_.number(gap))


def differences_finding(_: Words, results: Results) -> str:
    """The sentence above the statements in the order "zuerst besprechen"."""
    apart = sum(statement.pattern == "auseinander" for statement in results.statements)
    divided = sum(statement.pattern == "geteilt" for statement in results.statements)
    if not results.discuss_first:
        return _("Noch sind zu wenige Antworten da, um etwas zu zeigen.")
    everything = len(results.statements)
    if not apart and not divided:
        return _("Ob eine Aussage eher zutrifft, sehen jeweils mindestens drei Viertel der Anwesenden gleich")
    if not divided:
        return _("Bei {apart} von {all} Aussagen gehen Perspektiven auseinander", apart=apart, all=everything)
    if not apart:
        return _.plural(
            "Eine von {all} Aussagen ist geteilt", "{n} von {all} Aussagen sind geteilt", divided, all=everything
        )
    return _.plural(
        "Bei {apart} von {all} Aussagen gehen Perspektiven auseinander, eine weitere ist geteilt",
        "Bei {apart} von {all} Aussagen gehen Perspektiven auseinander, {n} weitere sind geteilt",
        divided,
        apart=apart,
        all=everything,
    )


def e_finding(_: Words, results: Results, questionnaire: Questionnaire) -> str:
    """The sentence above the E heat map."""
    if not results.knowledge_gaps:
        return _("Die meisten konnten die meisten Aussagen einschätzen")
    first = results.by_statement[results.knowledge_gaps[0]]
    return _(
        "{e} von {people} Personen können nicht einschätzen: „{statement}“ Wer weiß es?",
        e=first.e,
        people=first.people,
        statement=_.local(questionnaire.statements[first.id].text),
    )


def field_finding(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """The sentence above the Anregungen of a field."""
    title = _.local(questionnaire.field(field.id).title)
    if field.level is None:
        return _("{field}: noch keine Aussage", field=title)
    return _(
        "{field}: aus Sicht der Anwesenden {band} ({level})",
        field=title,
        band=band_title(_, field.band, questionnaire),
        level=_.number(field.level),
    )


def assessment(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """The Einschätzung of a field in a sentence or two: the field's own, else the band's; empty without a band."""
    if field.band is None:
        return ""
    own = questionnaire.field(field.id).assessments
    return _.local(own[field.band] if own else questionnaire.bands[field.band].text)


def opening_questions(_: Words, pattern: Pattern, questionnaire: Questionnaire) -> list[str]:
    """How the talk about a pattern may begin."""
    return [_.local(question) for question in questionnaire.questions.get(pattern, ())]


def suggestions(_: Words, field_id: str, pattern: Pattern, questionnaire: Questionnaire) -> list[str]:
    """Anregungen of a field for what the room answered; none for "zu wenige Antworten"."""
    return [_.local(text) for text in questionnaire.field(field_id).suggestions.get(pattern, ())]


def _level(field: FieldResult) -> Fraction:
    return field.level if field.level is not None else Fraction(0)
