"""What the results say, in whole sentences: titles of charts and reasons to talk, made from the measures alone."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from analysis.comparison import on_shared_statements, readable_groups, shown_levels, span
from analysis.fitting import suggestions_for, suggestions_of_field
from analysis.measures import smallest_difference_to_read, tenths
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Pattern, Ratings, Results, StatementResult
from texts.numbers import of_hundred
from texts.titles import band_title, level_places, pattern_title
from texts.words import Words

ADMINISTRATION_SECTOR = "verwaltung"
"""Id of the sector whose house fills in the Verwaltungsbogen, as in our questionnaire; others may have none."""
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
    agree, disagree = sides(_, statement.ratings)
    return _("{agree} : {disagree}", agree=agree, disagree=disagree)


def sides(_: Words, ratings: Ratings) -> tuple[str, str]:
    """How many agree and how many disagree: the only words for these two counts."""
    return (
        # Translators: so many people ticked “true” or “mostly true”; beside it stands how many did not.
        _.plural("{n} stimmt (eher) zu", "{n} stimmen (eher) zu", ratings.agree),
        _.plural("{n} stimmt (eher) nicht zu", "{n} stimmen (eher) nicht zu", ratings.disagree),
    )


def sides_in_short(_: Words, ratings: Ratings) -> str:
    """The same in one phrase, which does not repeat itself: a wall has room for no more."""
    return _("{agree}, {n} (eher) nicht zu", agree=sides(_, ratings)[0], n=ratings.disagree)


def pattern_finding(_: Words, result: StatementResult | FieldResult) -> str:
    """The pattern in plain words; of all perspectives it speaks only where at least two groups can be compared."""
    if isinstance(result, FieldResult) and result.differs_by_statement:
        return by_statement_title(_)
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
        "{title} · Uneinigkeit {n} von 100 · {camps}",
        title=title,
        n=of_hundred(statement.disagreement),
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
        short = _("{title}: {sides}", title=title, sides=sides_in_short(_, statement.ratings))
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


def overview_finding(_: Words, results: Results, questionnaire: Questionnaire, *, has_titles: bool = False) -> Finding:
    """The sentence above the radar; fields that are shown with the same value are named together.

    ``has_titles``: whole titles instead of short names, where a document names the fields for the first time.
    """
    levels = {field.id: tenths(field.level) for field in results.fields if field.level is not None}
    if not levels:
        return Finding(_nothing_rated(_, results))
    high, low = max(levels.values()), min(levels.values())
    highest, lowest = (tuple(field for field in levels if levels[field] == level) for level in (high, low))
    if len(levels) == 1:
        return Finding(
            _(
                "Aus Sicht der Anwesenden liegt {field} im Mittel bei {level}",
                field=_names(_, highest, questionnaire, has_titles=has_titles),
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
            high=_names(_, highest, questionnaire, has_titles=has_titles),
            high_level=_.number(high),
            low=_names(_, lowest, questionnaire, has_titles=has_titles),
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
    names = _names(_, named, questionnaire)
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
        short = _.plural(
            "In diesem Bild ist eine Aussage geteilt", "In diesem Bild sind {n} Aussagen geteilt", len(here)
        )
        short = short if here else _("In diesem Bild ist keine Aussage geteilt")
        return Finding(f"{sentences[0]}. {short}", here, short)
    if part and len(named) < len(counted):
        sentences.append(
            _.plural("In diesem Bild ist eine davon markiert", "In diesem Bild sind {n} davon markiert", len(named))
        )
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
    return by_statement_title(_) if field.differs_by_statement else seen_differently(_)


def seen_differently(_: Words) -> str:
    """What stands for the Einschätzung of a field that the room sees differently."""
    # Translators: of a topic area: the room answers differently, so there is no assessment of it.
    return _("unterschiedlich gesehen")


def by_statement_title(_: Words) -> str:
    """What stands for the Einschätzung of a field on whose statements the room is of one mind, each time another."""
    # Translators: of a topic area: people agree on each statement, yes to one and no to another; nobody is divided.
    return _("je nach Aussage verschieden")


def assessment(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """The Einschätzung of a field in a sentence or two: the field's own, else the band's; what its statements say where
    that differs from one to the next; empty if the room sees it differently."""
    if field.differs_by_statement:
        return told_by_pattern(_, field.patterns)
    if field.shared_band is None:
        return ""
    own = questionnaire.field(field.id).assessments
    return _.local(own[field.shared_band] if own else questionnaire.bands[field.shared_band].text)


def told_by_pattern(_: Words, patterns: Sequence[str]) -> str:
    """Of how many of these statements what is said, the room's differences first; ``patterns``: by statement its
    pattern, or "etwas" where groups differ too little for it to be read."""
    counts = Counter(patterns)
    n = counts.get
    told = {
        "auseinander": _.plural(
            "bei einer gehen die Perspektiven auseinander",
            "bei {n} gehen die Perspektiven auseinander",
            n("auseinander", 0),
        ),
        "etwas": _.plural(
            "bei einer unterscheiden sich die Perspektiven etwas",
            "bei {n} unterscheiden sich die Perspektiven etwas",
            n("etwas", 0),
        ),
        "geteilt": _.plural("eine ist geteilt", "{n} sind geteilt", n("geteilt", 0)),
        "staerke": _.plural("eine ist eine gemeinsame Stärke", "{n} sind gemeinsame Stärken", n("staerke", 0)),
        "bedarf": _.plural(
            "bei einer sehen die Anwesenden gemeinsamen Handlungsbedarf",
            "bei {n} sehen die Anwesenden gemeinsamen Handlungsbedarf",
            n("bedarf", 0),
        ),
        "kaum_einschaetzbar": _.plural(
            "eine konnte mindestens die Hälfte nicht einschätzen",
            "{n} konnte mindestens die Hälfte nicht einschätzen",
            n("kaum_einschaetzbar", 0),
        ),
        "zu_wenige": _.plural(
            "zu einer gibt es zu wenige Antworten", "zu {n} gibt es zu wenige Antworten", n("zu_wenige", 0)
        ),
    }
    clauses = _.joined([told[pattern] for pattern in told if counts[pattern]])
    # Translators: of the statements of a topic area; what follows are parts of a sentence, "one is a shared strength".
    return _("Von den {n} Aussagen dazu gilt: {told}.", n=len(patterns), told=clauses)


def opening_questions(_: Words, pattern: Pattern, questionnaire: Questionnaire) -> list[str]:
    """How the talk about a pattern may begin."""
    return [_.local(question) for question in questionnaire.questions.get(pattern, ())]


def suggestions(_: Words, results: Results, questionnaire: Questionnaire, about: str) -> list[str]:
    """Anregungen for what the room answered to a statement or a whole field, the fitting ones first; none for "zu
    wenige Antworten"."""
    if (field := results.by_field.get(about)) is None:
        pattern = results.by_statement[about].pattern
        return [_.local(one.text) for one in suggestions_for(questionnaire, about, pattern)]
    alike = [one.id for one in results.statements if one.field == field.id and one.pattern == field.topic]
    found = suggestions_of_field(questionnaire.field(field.id), field.topic, alike)
    return [_.local(one.text) for one in found]


def _names(_: Words, fields: Iterable[str], questionnaire: Questionnaire, *, has_titles: bool = False) -> str:
    named = [questionnaire.field(id_) for id_ in fields]
    return _.joined([_.local(one.title if has_titles else one.short) for one in named])
