"""The statements in columns and tables: what all in the room answered, and what to discuss first."""

from collections.abc import Mapping, Sequence

from analysis.comparison import span
from analysis.questionnaire import LONGEST_NAME, Questionnaire, Statement
from analysis.results import Results, StatementResult
from content.findings.pattern import pattern_finding
from content.findings.statement import camps, reason
from content.tables import Column, Table, count, filled, hundredth, mean, or_dash, rated, rating_columns, too_few
from texts.titles import answer_labels, disagreement_head, disagreement_title
from texts.words import Words


def statement_columns(_: Words, questionnaire: Questionnaire) -> dict[str, Column[StatementResult]]:
    """What can be said of a statement for all in the room, by name of the column; answers by their letter."""
    fields, statements = questionnaire.field, questionnaire.statements
    titles, answers = answer_titles(_, questionnaire), answer_labels(_, questionnaire)
    ratings: Mapping[str, Column[StatementResult]] = rating_columns(
        titles, lambda one: one.ratings, lambda _one: too_few(_)
    )
    return {
        "number": Column(_("Nr."), lambda one: one.id),
        "field": Column(_("Handlungsfeld"), lambda one: _.local(fields(one.field).title)),
        "text": Column(_("Aussage"), lambda one: _.local(statements[one.id].text)),
        **ratings,
        "E": Column(titles["E"], lambda one: count(_, one.e)),
        "rated": Column(_("Bewertet (A–D)"), lambda one: rated(one.ratings, too_few(_))),
        "answered": Column(_("Geantwortet (A–E)"), lambda one: count(_, one.answered)),
        "blank": Column(_("Ohne Antwort"), lambda one: count(_, one.blank)),
        "level": Column(_("Einschätzung im Mittel"), lambda one: mean(_, one.level)),
        "equal_level": Column(_("Jede Gruppe zählt gleich"), lambda one: or_dash(one.equal_level)),
        "disagreement": Column(disagreement_head(_), lambda one: hundredth(one.disagreement)),
        "band": Column(_("Wie weit auseinander?"), lambda one: disagreement_title(_, one.band)),
        # Translators: above a column: how many agree and how many disagree, the two camps; no store and no camp site.
        "camps": Column(_("Lager"), lambda one: camps(_, one)),
        "span": Column(_("Spannweite in Stufen"), lambda one: or_dash(span(one))),
        "distance": Column(_("Gruppenabstand in Stufen"), lambda one: or_dash(one.group_distance)),
        "pattern": Column(_("Muster"), lambda one: pattern_finding(_, one)),
        "administration": Column(
            _("Verwaltungsbogen"), lambda one: answers[one.administration] if one.administration else "–"
        ),
        "reason": Column(_("Warum besprechen"), lambda one: reason(_, one)),
    }


def short_name(_: Words, statement: Statement) -> str:
    """What lists call the statement, at most LONGEST_NAME characters: its name, else the first words of its text."""
    return _.local(statement.name) or _first_words(_.local(statement.text))


def numbered_name(_: Words, statement: Statement) -> str:
    """How a list of statements names one: "1.06 Geld im Haushalt"."""
    return f"{statement.id} {short_name(_, statement)}"


def _first_words(text: str) -> str:
    if len(text) <= LONGEST_NAME:
        return text
    whole_words, _blank, _cut = text[:LONGEST_NAME].rpartition(" ")
    return (whole_words or text[: LONGEST_NAME - 1]).rstrip(" ,;:–") + "…"


def answer_titles(_: Words, questionnaire: Questionnaire) -> dict[str, str]:
    """The five answers as heads, by letter: never a letter without its words."""
    return {code: f"{code} {label}" for code, label in answer_labels(_, questionnaire).items()}


def statement_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """One row a statement: all that is known of the room and the Verwaltungsbogen."""
    columns = statement_columns(_, questionnaire)
    del columns["reason"]  # made of the others
    return filled(_("Aussagen"), columns.values(), results.statements, [one.id for one in results.statements])


def agenda(
    _: Words, results: Results, questionnaire: Questionnaire, *, names: Sequence[str], most: int | None = None
) -> tuple[Table, ...]:
    """What to discuss first (at ``most`` so many), and what hardly anyone could judge; reasons, no ranks.

    ``names``: of the columns. Empty tables are left out.
    """
    lists = (
        (_("Zuerst besprechen: ein Vorschlag, keine Rangfolge"), results.discuss_first[:most]),
        (_("Kaum einschätzbar: Wer weiß es?"), results.knowledge_gaps),
    )
    columns = statement_columns(_, questionnaire)
    chosen = [columns[name] for name in names]
    return tuple(filled(title, chosen, [results.by_statement[one] for one in ids], ids) for title, ids in lists if ids)
