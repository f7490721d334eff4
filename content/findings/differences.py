"""The sentences above the statements: where the room differs, and what hardly anyone can judge."""

from collections.abc import Sequence

from analysis.comparison import readable_groups
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.findings.finding import Finding, nothing_rated
from texts.words import Words


def differences_finding(_: Words, results: Results, part: Sequence[str] = ()) -> Finding:
    """The sentence above the statements; ``part``: those in the picture, of which it says what is marked."""
    if not results.discuss_first:
        return Finding(nothing_rated(_, results))
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
