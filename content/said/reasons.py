"""Why a cell of a file is not taken over, or a row of it not counted."""

from collections.abc import Mapping

from texts.words import Words


def reasons(_: Words) -> Mapping[str, str]:
    """Of cells, by id; ``{allowed}`` says which answers there are."""
    return {
        "no_step": _("Das ist keine Antwort der Skala. {allowed}"),
        "date": _("Hier steht ein Datum, keine Antwort. {allowed}"),
        "truth": _("Hier steht ein Wahrheitswert (WAHR oder FALSCH), keine Antwort. {allowed}"),
        "several_answers": _("Hier stehen mehrere Antworten; es darf nur eine sein. {allowed}"),
        "contradiction": _("Der Buchstabe und die Antwort daneben gehören nicht zusammen. {allowed}"),
        "no_scale": _("Die Zahlen dieser Datei passen zu keiner Skala mit vier oder fünf Stufen. {allowed}"),
        "not_of_scale": _("Diese Zahl gehört nicht zur Skala dieser Datei. {allowed}"),
        "no_order": _("Diese Antworten haben keine klare Ordnung von vier Stufen. {allowed}"),
        "not_allowed": "{allowed}",
        "on_request": _("Auf Wunsch nicht übernommen."),
        "no_cross": _(
            "Hier steht weder ein Kreuz noch ja oder nein; ob diese Antwort gewählt wurde, ist nicht zu erkennen. "
            "Bitte x, ja oder 1 eintragen oder die Zelle leeren."
        ),
        "other_answer": _("Hier steht eine andere Antwort als in der Überschrift dieser Spalte."),
        "several_marks": _("Hier ist mehr als eine Antwort angekreuzt."),
        "no_result": _(
            "Formel ohne gespeichertes Ergebnis. Bitte die Datei einmal in Excel öffnen und speichern, dann noch "
            "einmal hochladen."
        ),
        **_in_our_template(_),
    }


def _in_our_template(_: Words) -> Mapping[str, str]:
    return {
        "formula": _("Formel statt Wert: bitte als Wert einfügen."),
        "error": _("Fehlerwert aus Excel: bitte eine Antwort eintragen oder die Zelle leeren."),
        "number_made_date": _("Excel hat die Nummer in ein Datum verwandelt: bitte als Text eintragen."),
        "unknown_statement": _("Diese Aussage gibt es im Fragebogen nicht."),
        "unknown_perspective": _(
            "Diese Perspektive gibt es nicht; der Bogen zählt ohne Angabe. Erlaubt: siehe Blatt „Hilfe“."
        ),
        "long_text": _("Der Text ist länger als {most} Zeichen."),
        "ambiguous_number": _("Die Nummer ist nicht eindeutig ({either}): bitte als Text eintragen."),
        "no_number": _("In dieser Zeile fehlt die Nummer der Aussage."),
        "statement_twice": _("Aussage {statement} gibt es in diesem Blatt zweimal; nur die erste wird gelesen."),
        "column_twice": _("Die Spalte {statement} gibt es zweimal; nur die erste wird gelesen."),
        "perspective_twice": _("Die Spalte Perspektive gibt es zweimal; nur die erste wird gelesen."),
        "text_of_another": _("Der Text gehört zur Aussage {other}, die Spalte heißt aber {statement}. Bitte prüfen."),
    }


def rows(_: Words) -> Mapping[str, str]:
    """Of rows, by id; ``{remedy}`` says what to do."""
    return {
        "unfinished": _("nicht abgeschlossen"),
        "test": _("Testbogen"),
        "only_looked": _("hat den Fragebogen nur angesehen"),
        "preview": _("Vorschau oder Test der Umfrage"),
        "moved": _(
            "Nextcloud Forms verschiebt Antworten, wenn jemand eine ganze Tabellenfrage überspringt. Ob das hier so "
            "ist und wohin die Antworten gehören, ist nicht eindeutig. Die Zeile wird nicht gezählt."
        ),
        "moved_not_wanted": _("Die verschobenen Antworten dieser Zeile werden auf Wunsch nicht gezählt."),
        "moved_not_yet": _("Die Antworten dieser Zeile sind verschoben; die Frage dazu ist noch offen."),
        "double": _(
            "Alles in dieser Zeile steht auch in Zeile {row}, auch die Angabe in Spalte {column}, die jede Person nur "
            "einmal hat. Beide sind ein Bogen und zählen einmal."
        ),
        **_of_moved_cells(_),
    }


def _of_moved_cells(_: Words) -> Mapping[str, str]:
    return {
        "odd": _(
            "In Spalte {column} („{heading}“) steht {found}; in diese Spalte gehört etwas anderes. Die Zellen dieser "
            "Zeile sind wahrscheinlich verrutscht. Sie wird nicht gezählt. Bitte die Zeile mit dem Original "
            "vergleichen, in Ordnung bringen und die Datei noch einmal hochladen."
        ),
        "rest": _(
            "Hier steht nur {found} in Spalte {column} („{heading}“), wie der Rest einer Zeile, die ein Zeilenumbruch "
            "ohne Anführungszeichen geteilt hat. Das ist kein Bogen. {remedy}"
        ),
        "beginning": _(
            "Diese Zeile hat keine Antworten, und die nächste ist verrutscht: Vermutlich hat ein Zeilenumbruch ohne "
            "Anführungszeichen sie geteilt. Sie wird nicht gezählt. {remedy}"
        ),
        "gap": _(
            "Nur hier fehlen die letzten Antworten, sonst hat niemand etwas ausgelassen: Vermutlich wurden Zellen "
            "gelöscht und die Antworten dahinter sind nach links verrutscht. Die Zeile wird nicht gezählt. Bitte mit "
            "dem Original vergleichen; fehlen die Antworten wirklich, dort „keine Angabe“ eintragen und noch einmal "
            "hochladen."
        ),
        "without_ends": _(
            "Als fast einziger fehlen hier die Perspektive und die letzte Antwort: Vielleicht wurde die Zelle mit der "
            "Perspektive gelöscht und alles dahinter ist nach links verrutscht. Die Zeile wird nicht gezählt. Bitte "
            "mit dem Original vergleichen; fehlt beides wirklich, als Perspektive „keine Angabe“ eintragen und noch "
            "einmal hochladen."
        ),
        "uneven_crosses": _(
            "Bei einer Aussage stehen hier mehrere Kreuze und bei einer anderen keines, sonst hat fast jeder überall "
            "genau eines: Vermutlich wurde eine Zelle gelöscht und die Kreuze dahinter sind verrutscht. Die Zeile wird "
            "nicht gezählt. Bitte mit dem Original vergleichen, in Ordnung bringen und noch einmal hochladen."
        ),
        "longer": _(
            "Die Zeile hat mehr Zellen als ihre Überschrift ({cells} statt {usual}), wie durch ein Trennzeichen ohne "
            "Anführungszeichen. Ihre Antworten stehen deshalb vielleicht unter falschen Aussagen; sie wird nicht "
            "gezählt. {remedy}"
        ),
        "shorter": _(
            "Die Zeile hat weniger Zellen als ihre Überschrift ({cells} statt {usual}), wie durch einen Zeilenumbruch "
            "ohne Anführungszeichen oder eine fehlende Spalte. Ihre Antworten stehen deshalb vielleicht unter falschen "
            "Aussagen; sie wird nicht gezählt. {remedy}"
        ),
    }
