"""Whole sentences that several screens and files say."""

from texts.words import Words


def sheets_title(_: Words, with_answers: int, without_answers: int = 0) -> str:
    """How many people stand behind what is shown; the same words on every page, in files and in the terminal."""
    sentence = _.plural("Ein Bogen mit Antworten", "{n} Bögen mit Antworten", with_answers)
    if not without_answers:
        return sentence
    empty = _.plural("ein Bogen ohne Antworten", "{n} Bögen ohne Antworten", without_answers)
    return _("{with_answers}, {without_answers}", with_answers=sentence, without_answers=empty)


def taken_cells_title(_: Words, imported: int, answers: int, of_administration: int) -> str:
    """Why more cells of a file are taken over than there are answers; empty where it is the same number."""
    others = imported - answers - of_administration
    if others <= 0:
        return ""
    if of_administration:
        return _(
            "{imported} übernommene Zellen = {answers} Antworten + {administration} Antworten im Verwaltungsbogen "
            "+ {others} Perspektiven, Begründungen und Zuständige",
            imported=imported,
            answers=answers,
            administration=of_administration,
            others=others,
        )
    return _.plural(
        "{imported} übernommene Zellen = {answers} Antworten + eine Perspektive",
        "{imported} übernommene Zellen = {answers} Antworten + {n} Perspektiven",
        others,
        imported=imported,
        answers=answers,
    )


def method_sentences(_: Words) -> tuple[str, ...]:
    """What every export and the method box say."""
    return (
        _("Dies ist ein Gesprächsanlass, keine repräsentative Untersuchung. Die Werte gelten für die Anwesenden."),
        _("Es gibt keinen Vergleich zwischen Kommunen und keine Rangfolge von Gruppen."),
        _(
            "Ein Bogen steht für eine Person. Wir zählen jeden Bogen mit mindestens einer Antwort, "
            "auch wenn er nicht bis zum Ende ausgefüllt ist."
        ),
        _(
            "Einschätzung im Mittel: 1 = trifft nicht zu, 4 = trifft zu. "
            "„Keine Einschätzung möglich“ zählt nie als Wert."
        ),
        _(
            "Uneinigkeit, von 0 bis 100: 0 = alle haben dasselbe angekreuzt, "
            "100 = die eine Hälfte sagt „trifft zu“, die andere „trifft nicht zu“. Das ist kein Anteil von Personen."
        ),
        _(
            "Spannweite: um so viele Stufen liegen die Gruppe mit dem höchsten Mittel "
            "und die mit dem niedrigsten auseinander."
        ),
        _(
            "Gruppenabstand: um so viele Stufen liegen zwei Personen aus verschiedenen Gruppen weiter auseinander "
            "als zwei aus derselben Gruppe."
        ),
    )
