"""What the results say, in whole sentences: titles of charts and reasons to talk, made from the measures alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from analysis.comparison import readable_groups, shown_levels, span
from analysis.fitting import suggestions_for, suggestions_of_field
from analysis.measures import smallest_difference_to_read, tenths
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Pattern, Results, StatementResult
from texts.titles import band_title, level_places, pattern_title
from texts.words import Words

NAMES_ON_THE_WALL = 3
"""Fields that a headline names; of more it gives the number, and the picture marks them."""


@dataclass(frozen=True)
class Finding:
    """A sentence about a picture; ``named``: the fields or statements that it speaks of, marked in the picture.

    ``short``: what a wall has room for, where that is not all of it.
    """

    sentence: str
    named: tuple[str, ...] = ()
    short: str = field(default="", compare=False)

    @property
    def headline(self) -> str:
        """At most two lines on the wall."""
        return self.short or self.sentence


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
    if result.pattern == "auseinander" and not readable_groups(result):
        return _("Perspektiven unterscheiden sich etwas, zu wenig zum Deuten")
    return pattern_title(_, result.pattern, groups_shown=len(shown_levels(result)) >= 2)


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
    width = span(statement)
    if width is not None and statement.pattern == "auseinander":
        return _(
            "{title} · Spannweite {steps} Stufen · {camps}",
            title=title,
            steps=_.number(width),
            camps=camps(_, statement),
        )
    return _(
        "{title} · Uneinigkeit {percent} · {camps}",
        title=title,
        percent=_.percent(statement.disagreement),
        camps=camps(_, statement),
    )


def statement_finding(_: Words, statement: StatementResult) -> Finding:
    """The reason, and under the statement on the wall its pattern with the two sides."""
    title = pattern_finding(_, statement)
    title = title[:1].upper() + title[1:]
    if statement.pattern == "kaum_einschaetzbar":
        short = _(
            "{e} von {people} Personen können das nicht einschätzen. Wer weiß es?",
            e=statement.e,
            people=statement.people,
        )
    elif statement.ratings is None:
        short = title
    else:
        short = _(
            "{title}: {agree} trifft (eher) zu, {disagree} trifft (eher) nicht zu",
            title=title,
            agree=statement.ratings.agree,
            disagree=statement.ratings.disagree,
        )
    return Finding(reason(_, statement), short=short)


def cannot_judge_finding(_: Words, statement: StatementResult) -> Finding:
    """How many of the room cannot judge a statement."""
    if statement.e is None:
        return Finding(_("zu wenige Antworten"))
    if statement.e == 0:
        return Finding(_("Niemand hat „Keine Einschätzung möglich“ gewählt"))
    return Finding(
        _.plural(
            "Eine von {people} Personen kann das nicht einschätzen",
            "{n} von {people} Personen können das nicht einschätzen",
            statement.e,
            people=statement.people,
        )
    )


def overview_finding(_: Words, results: Results, questionnaire: Questionnaire) -> Finding:
    """The sentence above the radar; fields that are shown with the same value are named together."""
    levels = {field.id: tenths(field.level) for field in results.fields if field.level is not None}
    if not levels:
        return Finding(_nothing_rated(_, results))
    high, low = max(levels.values()), min(levels.values())
    highest, lowest = (tuple(field for field in levels if levels[field] == level) for level in (high, low))
    if len(levels) == 1:
        return Finding(
            _(
                "Aus Sicht der Anwesenden liegt {field} im Mittel bei {level}",
                field=_names(_, highest, questionnaire),
                level=_.number(high),
            ),
            highest,
        )
    if high == low:
        return Finding(
            _("Aus Sicht der Anwesenden stehen alle Handlungsfelder ähnlich da ({level})", level=_.number(low))
        )
    return Finding(
        _(
            "Aus Sicht der Anwesenden trifft bei {high} am meisten zu ({high_level}), "
            "bei {low} am wenigsten ({low_level})",
            high=_names(_, highest, questionnaire),
            high_level=_.number(high),
            low=_names(_, lowest, questionnaire),
            low_level=_.number(low),
        ),
        (*highest, *lowest),
    )


def _nothing_rated(_: Words, results: Results) -> str:
    """Why there is nothing to show: hardly anyone could judge, or hardly anyone has answered."""
    if results.knowledge_gaps:
        return _("Kaum jemand konnte die Aussagen einschätzen. Wer weiß es?")
    return _("Noch sind zu wenige Antworten da, um etwas zu zeigen.")


def axes_finding(_: Words, fields: int) -> Finding:
    """The sentence above a radar that shows no result yet."""
    return Finding(_.plural("Ein Handlungsfeld, eine Skala", "{n} Handlungsfelder, eine Skala", fields))


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
        names = _names(_, named, questionnaire)
        sentence = _.plural(
            "In einem Handlungsfeld gehen die Perspektiven auseinander: {names}",
            "In {n} Handlungsfeldern gehen die Perspektiven auseinander: {names}",
            len(named),
            names=names,
        )
        short = sentence
        if len(named) > NAMES_ON_THE_WALL:
            short = _("In {n} Handlungsfeldern gehen die Perspektiven auseinander", n=len(named))
        if set(widest) & set(named):
            return Finding(sentence, named, short)
        return Finding(f"{sentence}. {_widest_sentence(_, widest, readable, questionnaire)}", (*named, *widest), short)
    if readable:
        return Finding(_widest_sentence(_, widest, readable, questionnaire), widest)
    if apart:
        return Finding(_("Die Perspektiven unterscheiden sich etwas, zu wenig zum Deuten"))
    return Finding(_("Die Perspektiven sehen die Handlungsfelder im Mittel ähnlich"))


def _widest_sentence(
    _: Words, fields: Sequence[str], span_of: Mapping[str, Fraction], questionnaire: Questionnaire
) -> str:
    return _(
        "Die größte Spannweite zwischen Perspektiven hat {fields} ({steps} Stufen)",
        fields=_names(_, fields, questionnaire),
        steps=_.number(span_of[fields[0]]),
    )


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


def differences_finding(_: Words, results: Results, part: Sequence[str] = ()) -> Finding:
    """The sentence above the statements; ``part``: those in the picture, of which it says what is marked."""
    if not results.discuss_first:
        return Finding(_nothing_rated(_, results))
    of_groups = [statement for statement in results.statements if statement.pattern == "auseinander"]
    apart = [statement.id for statement in of_groups if readable_groups(statement)]
    divided = [statement.id for statement in results.statements if statement.pattern == "geteilt"]
    sentences = [_spread_sentence(_, len(apart), len(divided), len(results.statements))] if apart or divided else []
    if slightly := len(of_groups) - len(apart):
        sentences.append(
            _.plural(
                "Bei einer Aussage unterscheiden sich Perspektiven etwas, zu wenig zum Deuten",
                "Bei {n} Aussagen unterscheiden sich Perspektiven etwas, zu wenig zum Deuten",
                slightly,
            )
        )
    if not sentences:
        return Finding(_("Ob eine Aussage eher zutrifft, sehen jeweils mindestens drei Viertel der Anwesenden gleich"))
    counted = apart or divided
    named = tuple(statement for statement in counted if statement in part)
    if part and not named:
        here = tuple(statement for statement in divided if statement in part)
        short = _.plural("Hier ist eine Aussage geteilt", "Hier sind {n} Aussagen geteilt", len(here))
        short = short if here else _("Hier ist keine Aussage geteilt")
        return Finding(f"{sentences[0]}. {short}", here, short)
    if part and len(named) < len(counted):
        sentences.append(_.plural("Hier ist eine davon markiert", "Hier sind {n} davon markiert", len(named)))
    return Finding(". ".join(sentences), named, sentences[0])


def _spread_sentence(_: Words, apart: int, divided: int, everything: int) -> str:
    if not apart:
        return _.plural(
            "Eine von {all} Aussagen ist geteilt", "{n} von {all} Aussagen sind geteilt", divided, all=everything
        )
    said = _.plural(
        "Bei einer von {all} Aussagen gehen Perspektiven auseinander",
        "Bei {n} von {all} Aussagen gehen Perspektiven auseinander",
        apart,
        all=everything,
    )
    if not divided:
        return said
    return _.plural("{said}, eine weitere ist geteilt", "{said}, {n} weitere sind geteilt", divided, said=said)


def e_finding(_: Words, results: Results, questionnaire: Questionnaire, part: Sequence[str] = ()) -> Finding:
    """The sentence above the E heat map; ``part``: the statements in the picture."""
    if not results.knowledge_gaps:
        return Finding(_("Die meisten konnten die meisten Aussagen einschätzen"))
    gaps = [statement for statement in results.knowledge_gaps if not part or statement in part]
    if not gaps:
        return Finding(_("Diese Aussagen konnten die meisten einschätzen"))
    first = results.by_statement[gaps[0]]
    sentence = _(
        "Eine Aussage zu {field} können {e} von {people} Personen nicht einschätzen. Wer weiß es?",
        field=_.local(questionnaire.field(first.field).short),
        e=first.e,
        people=first.people,
    )
    return Finding(sentence, (first.id,))


def field_finding(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """The sentence above the Anregungen of a field."""
    title = _.local(questionnaire.field(field.id).title)
    if field.level is None:
        return _("{field}: noch keine Aussage", field=title)
    if field.band is not None and field.shared_band is None:
        stands = assessment_title(_, field, questionnaire)
        return _("{field}: {band} (im Mittel {level})", field=title, band=stands, level=_.number(field.level))
    return _(
        "{field}: aus Sicht der Anwesenden {band} ({level})",
        field=title,
        band=band_title(_, field.band, questionnaire),
        level=_.number(field.level, level_places(field.level, questionnaire)),
    )


def assessment_title(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """The room's Einschätzung of a field in a word or two, or why it has none that is shared."""
    if field.band is None or field.shared_band is not None:
        return band_title(_, field.shared_band, questionnaire)
    if field.pattern == "kaum_einschaetzbar":
        return _("kaum einschätzbar")
    # Translators: of a topic area: the room answers differently, so there is no assessment of it.
    return _("unterschiedlich gesehen")


def assessment(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """The Einschätzung of a field in a sentence or two: the field's own, else the band's; empty if none is shared."""
    if field.shared_band is None:
        return ""
    own = questionnaire.field(field.id).assessments
    return _.local(own[field.shared_band] if own else questionnaire.bands[field.shared_band].text)


def opening_questions(_: Words, pattern: Pattern, questionnaire: Questionnaire) -> list[str]:
    """How the talk about a pattern may begin."""
    return [_.local(question) for question in questionnaire.questions.get(pattern, ())]


def suggestions(_: Words, results: Results, questionnaire: Questionnaire, about: str) -> list[str]:
    """Anregungen for what the room answered to a statement or a whole field, the fitting ones first; none for "zu
    wenige Antworten"."""
    if (field := results.by_field.get(about)) is None:
        pattern = results.by_statement[about].pattern
        return [_.local(one.text) for one in suggestions_for(questionnaire, about, pattern)]
    alike = [one.id for one in results.statements if one.field == field.id and one.pattern == field.pattern]
    found = suggestions_of_field(questionnaire.field(field.id), field.pattern, alike)
    return [_.local(one.text) for one in found]


def _names(_: Words, fields: Iterable[str], questionnaire: Questionnaire) -> str:
    return _.joined([_.local(questionnaire.field(id_).short) for id_ in fields])
