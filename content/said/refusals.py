"""Why a file or one of its sheets cannot be taken over, and what to do."""

from collections.abc import Mapping

from texts.words import Words


def refusals(_: Words) -> Mapping[str, str]:
    """Of whole files, by id."""
    return {
        **_of_containers(_),
        **_of_sizes(_),
        **_of_tables(_),
        "damaged_letters": _(
            "In dieser Datei sind Umlaute beschädigt (zum Beispiel „{example}“), und was dort stand, ist nicht mehr "
            "sicher zu erkennen. Bitte noch einmal aus dem Umfragewerkzeug exportieren, am besten als .xlsx oder mit "
            "dem Zeichensatz UTF-8; eine CSV-Datei in Excel über „Daten › Aus Text/CSV“ mit dem Dateiursprung "
            "„65001: Unicode (UTF-8)“ öffnen."
        ),
        "one_column": _(
            "In dieser Tabelle steht alles in einer Spalte („{example}“), und es ist nicht sicher zu erkennen, was "
            "zusammengehört. Bitte die ursprüngliche CSV-Datei hochladen, oder in Excel die Spalte markieren, "
            "„Daten › Text in Spalten“ wählen und die Datei noch einmal speichern."
        ),
        "dated_codes": _(
            "Excel hat die Nummern der Aussagen in Daten verwandelt (zum Beispiel „{example}“ in Zeile {row}); welche "
            "Aussage gemeint war, ist nicht eindeutig. Bitte die Spaltenköpfe als Text eintragen (Zellen vorher als "
            "„Text“ formatieren) oder die ursprüngliche Datei hochladen, ohne sie vorher in Excel zu öffnen."
        ),
        "several_people": _(
            "Diese Datei enthält {n} Bögen. Der Verwaltungsbogen ist genau ein gemeinsamer Bogen. "
            "Bögen mehrerer Stellen laden Sie bitte als Bögen von Teilnehmenden hoch."
        ),
        "template_without_answers": _("Das Blatt „Antworten“ fehlt. Bitte die Vorlage aus diesem Workshop verwenden."),
        "template_without_statement": _(
            "Im Blatt „Antworten“ steht in der ersten Zeile keine Aussage dieses Fragebogens. "
            "Bitte die Vorlage aus diesem Workshop verwenden."
        ),
    }


def _of_containers(_: Words) -> Mapping[str, str]:
    return {
        "cannot_be_opened": _("Die Datei lässt sich nicht öffnen."),
        "no_such_file": _("Diese Datei gibt es nicht. Bitte prüfen Sie Name und Ordner."),
        "is_a_folder": _("Das ist ein Ordner. Bitte nennen Sie die Dateien darin einzeln."),
        "may_not_be_read": _(
            "Diese Datei darf hier nicht gelesen werden. Ist sie in einem anderen Programm geöffnet, schließen Sie sie "
            "dort."
        ),
        "empty": _("Die Datei ist leer (0 Byte). Bitte noch einmal exportieren oder speichern."),
        "damaged": _("Die Datei ist beschädigt oder unvollständig. Bitte neu speichern oder noch einmal übertragen."),
        "protected": _("Die Datei ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern."),
        "no_table": _(
            "Das ist keine Tabelle. Bitte eine Datei aus Excel oder LibreOffice (.xlsx, .xls, .ods) oder eine "
            "CSV-Datei wählen."
        ),
        "packed": _("Das ist ein gepacktes Archiv. Bitte entpacken und die Tabelle daraus (.xlsx, .csv) hochladen."),
        "word_document": _(
            "Das ist ein Word-Dokument, keine Tabelle. Bitte die Antworten als .xlsx oder .csv hochladen."
        ),
        "slides": _("Das ist eine Präsentation, keine Tabelle. Bitte die Antworten als .xlsx oder .csv hochladen."),
        "text_document": _(
            "Das ist eine OpenDocument-Datei, aber keine Tabelle. Bitte die Antworten als .ods, .xlsx oder .csv "
            "hochladen."
        ),
        "numbers_file": _("Das ist eine Numbers-Datei. Bitte in Numbers „Ablage › Exportieren › Excel“ wählen."),
        "pdf": _("Das ist eine PDF-Datei. Bitte die Antworten als Tabelle (.xlsx, .csv) exportieren."),
        "picture": _(
            "Das ist ein Bild. Bitte die Antworten als Tabelle (.xlsx, .csv) hochladen oder unter „Bögen erfassen“ "
            "eintippen."
        ),
        "web_page": _("Das ist eine Tabelle im HTML- oder XML-Format. Bitte in Excel öffnen und als .xlsx speichern."),
        "old_office": _("Das ist eine Datei im alten Office-Format, aber keine Tabelle. Bitte als .xlsx speichern."),
        "open_quote": _(
            "In der CSV-Datei beginnt ein Anführungszeichen, das nicht endet. "
            "Bitte noch einmal exportieren oder die Datei in Excel öffnen und als .xlsx speichern."
        ),
    }


def _of_sizes(_: Words) -> Mapping[str, str]:
    return {
        "too_large": _("Die Datei ist zu groß. Bitte auf mehrere Dateien verteilen oder leere Bereiche löschen."),
        "too_slow": _(
            "Diese Datei zu lesen dauert zu lange. Bitte auf mehrere Dateien verteilen, leere Bereiche und lange Texte "
            "löschen und noch einmal hochladen."
        ),
        "too_many_sheets": _("Die Datei hat mehr als 100 Blätter. Bitte nur die Blätter mit den Antworten hochladen."),
        "too_many_questions": _(
            "Diese Datei lässt zu viel offen: Sie stellt {n} Fragen. Bitte die Antworten mit den Codes oder den ganzen "
            "Texten der Aussagen als Überschriften exportieren oder in unsere Excel-Vorlage übertragen und noch einmal "
            "hochladen."
        ),
        "too_many_different": _(
            "In den Spalten der Aussagen stehen mehr als 50.000 verschiedene Einträge; so viele Antworten hat keine "
            "Skala. Bitte die Spalten mit den Antworten exportieren und noch einmal hochladen."
        ),
        "too_many_readings": _(
            "Die Überschriften dieser Datei lassen sich auf zu viele Arten lesen. Bitte die Antworten mit den Codes "
            "oder den ganzen Texten der Aussagen als Überschriften exportieren und noch einmal hochladen."
        ),
        "not_understood": _(
            "Diese Datei ließ sich nicht auswerten; nichts davon wurde übernommen. Bitte die Antworten in unsere "
            "Excel-Vorlage übertragen oder als .csv speichern und noch einmal hochladen."
        ),
    }


def _of_tables(_: Words) -> Mapping[str, str]:
    return {
        "counted": _(
            "Diese Datei enthält nur zusammengezählte Ergebnisse. Gebraucht werden die Antworten der einzelnen "
            "Personen: eine Zeile je Person, eine Spalte je Aussage. Bitte im Umfragewerkzeug die einzelnen Antworten "
            "exportieren (statt der Auswertung oder Zusammenfassung) oder die Bögen unter „Bögen erfassen“ eintippen."
        ),
        "one_row_an_answer": _(
            "In dieser Datei steht jede einzelne Antwort in einer eigenen Zeile. Gebraucht wird eine Zeile je Person "
            "und eine Spalte je Aussage. Bitte so exportieren oder die Tabelle in Excel umstellen (PivotTable)."
        ),
        "shortened": _(
            "Diese LimeSurvey-Datei enthält abgekürzte Fragen, die sich nicht zuordnen lassen. Bitte in LimeSurvey "
            "unter „Antworten exportieren“ als Überschriften „Fragencode“ oder „Vollständiger Fragetext“ wählen und "
            "die Datei noch einmal hochladen."
        ),
        "uneven": _(
            "In dieser Datei stehen die Aussagen untereinander, und ihre Zeilen haben verschieden viele Zellen, wie "
            "durch ein Komma ohne Anführungszeichen. Welche Antwort zu wem gehört, ist deshalb nicht sicher. Bitte die "
            "Datei als .xlsx speichern oder neu exportieren und noch einmal hochladen."
        ),
        "no_people": _("In dieser Datei stehen die Aussagen, aber keine Antworten."),
        "no_statement": _(
            "In dieser Datei wurde keine Aussage dieses Fragebogens gefunden. Bitte prüfen, ob es die richtige Datei "
            "ist, und die Antworten mit den vollständigen Fragetexten oder den Codes der Aussagen als Überschriften "
            "exportieren."
        ),
        "not_across": _(
            "In dieser Datei stehen die Aussagen untereinander. Gebraucht wird eine Zeile je Person und eine Spalte je "
            "Aussage. Bitte die einzelnen Antworten so exportieren oder die Tabelle in Excel drehen "
            "(„Inhalte einfügen › Transponieren“)."
        ),
        "all_moved": _("In keiner Zeile dieser Datei stehen die Zellen sicher unter ihrer Überschrift. {reason}"),
    }


def sheets(_: Words) -> Mapping[str, str]:
    """Of single sheets, by id."""
    return {
        "sheet_hidden": _("Das Blatt ist ausgeblendet."),
        "sheet_without_statements": _("Auf dem Blatt steht keine Aussage dieses Fragebogens."),
        "sheet_without_people": _("Auf dem Blatt stehen die Aussagen, aber keine Antworten."),
        "sheet_uneven": _("Auf dem Blatt haben die Zeilen der Aussagen verschieden viele Zellen."),
        "sheet_of_counts": _("Auf dem Blatt stehen nur zusammengezählte Ergebnisse."),
        "sheet_of_statements": _("Auf dem Blatt stehen die Aussagen untereinander, ohne Antworten einzelner Personen."),
        "sheet_across": _(
            "Auf dem Blatt stehen die Aussagen untereinander, auf einem anderen nebeneinander; dieses gilt."
        ),
        "sheet_of_single_answers": _("Auf dem Blatt steht jede einzelne Antwort in einer eigenen Zeile."),
        "sheet_shortened": _("Auf dem Blatt sind die Fragen abgekürzt."),
        "sheet_not_chosen": _("Das Blatt wurde nicht gewählt."),
    }
