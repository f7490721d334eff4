"""What a pattern says, of one statement, of a field, and of many statements together."""

from collections import Counter
from collections.abc import Sequence

from analysis.comparison import readable_groups, shown_levels
from analysis.results import FieldResult, StatementResult
from texts.titles import pattern_title
from texts.words import Words


def pattern_finding(_: Words, result: StatementResult | FieldResult) -> str:
    """The pattern in plain words; of all perspectives it speaks only where at least two groups can be compared."""
    if isinstance(result, FieldResult) and result.differs_by_statement:
        return by_statement_title(_)
    if result.pattern == "auseinander" and not readable_groups(result):
        return _("Perspektiven unterscheiden sich etwas, zu wenig zum Deuten")
    return pattern_title(_, result.pattern, groups_shown=len(shown_levels(result)) >= 2)


def seen_differently(_: Words) -> str:
    """What stands for the Einschätzung of a field that the room sees differently."""
    # Translators: of a topic area: the room answers differently, so there is no assessment of it.
    return _("unterschiedlich gesehen")


def by_statement_title(_: Words) -> str:
    """What stands for the Einschätzung of a field on whose statements the room is of one mind, each time another."""
    # Translators: of a topic area: people agree on each statement, yes to one and no to another; nobody is divided.
    return _("je nach Aussage verschieden")


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
