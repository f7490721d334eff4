"""What is asked about a file, and what stands within its questions and other sentences."""

from collections.abc import Mapping

from content.said.forms import Sentence, plural
from texts.words import Words


def questions(_: Words) -> Mapping[str, Sentence]:
    """By id; ``{more}`` are further sentences."""
    return {
        **_about_columns(_),
        **_about_values(_),
        **_about_perspectives(_),
        "people_across": _(
            "Auf dem Blatt „{sheet}“ stehen die Aussagen untereinander, daneben {n} Spalten ({heads}). "
            "Enthält jede dieser Spalten die Antworten einer Person?"
        ),
        "people_across_on_sheets": _(
            "Auf den Blättern stehen die Aussagen untereinander, daneben {n} Spalten ({heads}). "
            "Enthält jede dieser Spalten die Antworten einer Person?"
        ),
        "sheets_of_other_statements": _(
            "Antworten stehen auf mehreren Blättern (in Klammern die Zahl der Zeilen): {sheets}. "
            "Die Blätter enthalten verschiedene Aussagen. Gehören die Zeilen zu denselben Personen? {more}"
        ),
        "sheets_of_same_statements": _(
            "Antworten stehen auf mehreren Blättern (in Klammern die Zahl der Zeilen): {sheets}. "
            "Die Blätter enthalten dieselben Aussagen. Stehen darauf verschiedene Personen? {more}"
        ),
        "same_rows_twice": _(
            "Achtung: Zwei Blätter enthalten genau dieselben Zeilen; aneinandergefügt zählen sie doppelt."
        ),
    }


def _about_columns(_: Words) -> Mapping[str, Sentence]:
    return {
        "many_questions": _(
            "Zu dieser Datei gibt es {n} Fragen derselben Art, zum Beispiel: {examples}. "
            "Möchten Sie sie einzeln entscheiden, oder gilt für alle dasselbe?"
        ),
        "which_statement": _("Welche Aussage steht in Spalte {column} („{heading}“)? {more}"),
        "examples": _("Dort steht zum Beispiel: {values}."),
        "alike": _("Ähnlich, aber nicht gleich: {statements}"),
        "codes_and_words": _(
            "{n} Aussagen stehen in zwei Spalten, als Zahl und in Worten (zum Beispiel {pairs}), und beides passt oft "
            "nicht zusammen. Was gilt?"
        ),
        "versions": _(
            "{n} Aussagen stehen in mehreren Spalten (zum Beispiel {statement} in {letters}). Niemand hat mehr als "
            "eine davon ausgefüllt, wie bei Fassungen in mehreren Sprachen. Sollen die Spalten zusammengeführt werden?"
        ),
        "in_several_columns": _("Die Aussage {statement} „{text}“ steht in mehreren Spalten: {columns}. Welche gilt?"),
        "shifted_rows": plural(
            "In Zeile {rows} hat Nextcloud Forms für eine ganz übersprungene Tabellenfrage nur eine leere Zelle "
            "geschrieben; alle Antworten dahinter stehen zu weit links. Wohin sie gehören, ist hier eindeutig. Sollen "
            "sie wieder eingeordnet werden? Machen Sie die Tabellenfragen in Nextcloud Forms zu Pflichtfragen, dann "
            "kann das nicht geschehen.",
            "In {n} Zeilen ({rows}) hat Nextcloud Forms für eine ganz übersprungene Tabellenfrage nur eine leere Zelle "
            "geschrieben; alle Antworten dahinter stehen zu weit links. Wohin sie gehören, ist hier eindeutig. Sollen "
            "sie wieder eingeordnet werden? Machen Sie die Tabellenfragen in Nextcloud Forms zu Pflichtfragen, dann "
            "kann das nicht geschehen.",
        ),
    }


def _about_values(_: Words) -> Mapping[str, str]:
    return {
        "which_direction": _("In der Datei stehen bei Aussagen die Werte {values}. Was bedeutet {value}?"),
        "which_degrees": _(
            "In der Datei stehen bei Aussagen die Antworten {values}. "
            "Was bedeuten sie auf der Skala dieses Fragebogens?"
        ),
        "what_is_missing": _("In der Datei steht bei Aussagen {values}. Was bedeutet das? {more}"),
        "minus_1_in_sosci": _("In SoSci Survey steht -1 gewöhnlich für „weiß nicht“ oder „keine Angabe“."),
        "minus_2_in_sosci": _("In SoSci Survey steht -2 gewöhnlich für eine weitere Ausweichantwort."),
    }


def _about_perspectives(_: Words) -> Mapping[str, str]:
    return {
        "blocks": _(
            "In der Spalte {column} („{heading}“) steht die Perspektive nur in {named} von {all} Zeilen ({cells}), "
            "darunter sind die Zellen leer. Gilt sie auch für die Zeilen darunter?"
        ),
        "perspective_in_column": _(
            "In der Spalte {column} („{heading}“) steht „{value}“ ({n}-mal). Welche Perspektive ist das?"
        ),
        "perspective_in_title": _("Als Titel eines Blattes steht „{value}“ ({n}-mal). Welche Perspektive ist das?"),
        "unknown_in_column": _(
            "In der Spalte {column} („{heading}“) stehen {different} Angaben, die keine Perspektive nennen ({n}-mal). "
            "Alle gehören zu:"
        ),
        "unknown_in_titles": _(
            "Als Titel von Blättern stehen {different} Angaben, die keine Perspektive nennen ({n}-mal). "
            "Alle gehören zu:"
        ),
        "perspective_of_all": _("Diese Datei nennt keine Perspektive. Alle Bögen dieser Datei gehören zu:"),
        "perspective_of_all_or_column": _(
            "Diese Datei nennt keine Perspektive. Alle Bögen dieser Datei gehören zu: "
            "(Steht die Perspektive doch in einer Spalte, wählen Sie diese.)"
        ),
        "which_column": _("In welcher Spalte steht, welche Perspektive die Menschen mitbringen? {columns}"),
    }


def parts(_: Words) -> Mapping[str, str]:
    """What stands within other sentences, by id."""
    return {
        "step": "{value} = {answer} {label}",
        "step_blank": _("{value} = nicht beantwortet"),
        "times": _("{value} ({n}-mal)"),
        "quoted_times": _("„{value}“ ({n}-mal)"),
        "headed_column": _("{column} „{heading}“"),
        "two_columns": _("{first} und {second}"),
        "worded_statement": _("{statement} „{text}“"),
        "sheet_rows": _("„{sheet}“ ({n})"),
        "some_answer": _("eine Antwort"),
        "some_word": _("ein Wort"),
        "some_perspective": _("eine Perspektive"),
        "some_date": _("ein Datum"),
        "some_number": _("eine Zahl"),
        "some_code": _("ein Code"),
        "nothing": _("nichts"),
        "some_identifier": _("eine Kennung"),
        "some_cross": _("ein Kreuz"),
        "some_text": _("ein Text"),
        "semicolons": _("Semikolon"),
        "commas": _("Komma"),
        "tabs": _("Tabulator"),
        "bars": _("senkrechte Striche"),
    }
