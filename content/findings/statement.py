"""What the room says of one statement: its two sides, why it is worth a talk, who cannot judge it."""

from analysis.comparison import span
from analysis.results import Ratings, StatementResult
from content.findings.finding import Finding
from content.findings.pattern import pattern_finding
from texts.numbers import of_hundred
from texts.words import Words


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
