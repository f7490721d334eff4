"""What is said of sheets and files whose answers cannot be taken over, and what to do."""

COUNTED = (
    "Diese Datei enthält nur zusammengezählte Ergebnisse. Gebraucht werden die Antworten der einzelnen Personen: "
    "eine Zeile je Person, eine Spalte je Aussage. Bitte im Umfragewerkzeug die einzelnen Antworten exportieren "
    "(statt der Auswertung oder Zusammenfassung) oder die Bögen unter „Bögen erfassen“ eintippen."
)
ONE_ROW_AN_ANSWER = (
    "In dieser Datei steht jede einzelne Antwort in einer eigenen Zeile. Gebraucht wird eine Zeile je Person und eine "
    "Spalte je Aussage. Bitte so exportieren oder die Tabelle in Excel umstellen (PivotTable)."
)
SHORTENED = (
    "Diese LimeSurvey-Datei enthält abgekürzte Fragen, die sich nicht zuordnen lassen. Bitte in LimeSurvey unter "
    "„Antworten exportieren“ als Überschriften „Fragencode“ oder „Vollständiger Fragetext“ wählen und die Datei "
    "noch einmal hochladen."
)
UNEVEN = (
    "In dieser Datei stehen die Aussagen untereinander, und ihre Zeilen haben verschieden viele Zellen, wie durch ein "
    "Komma ohne Anführungszeichen. Welche Antwort zu wem gehört, ist deshalb nicht sicher. Bitte die Datei als .xlsx "
    "speichern oder neu exportieren und noch einmal hochladen."
)
NO_PEOPLE = "In dieser Datei stehen die Aussagen, aber keine Antworten."
NO_STATEMENT = (
    "In dieser Datei wurde keine Aussage dieses Fragebogens gefunden. Bitte prüfen, ob es die richtige Datei ist, und "
    "die Antworten mit den vollständigen Fragetexten oder den Codes der Aussagen als Überschriften exportieren."
)
NOT_ACROSS = (
    "In dieser Datei stehen die Aussagen untereinander. Gebraucht wird eine Zeile je Person und eine Spalte je "
    "Aussage. Bitte die einzelnen Antworten so exportieren oder die Tabelle in Excel drehen "
    "(„Inhalte einfügen › Transponieren“)."
)

HIDDEN_SHEET = "Das Blatt ist ausgeblendet."
SHEET_WITHOUT_STATEMENTS = "Auf dem Blatt steht keine Aussage dieses Fragebogens."
SHEET_WITHOUT_PEOPLE = "Auf dem Blatt stehen die Aussagen, aber keine Antworten."
SHEET_UNEVEN = "Auf dem Blatt haben die Zeilen der Aussagen verschieden viele Zellen."
SHEET_OF_COUNTS = "Auf dem Blatt stehen nur zusammengezählte Ergebnisse."
SHEET_OF_STATEMENTS = "Auf dem Blatt stehen die Aussagen untereinander, ohne Antworten einzelner Personen."
SHEET_ACROSS = "Auf dem Blatt stehen die Aussagen untereinander, auf einem anderen nebeneinander; dieses gilt."
SHEET_OF_SINGLE_ANSWERS = "Auf dem Blatt steht jede einzelne Antwort in einer eigenen Zeile."
SHEET_SHORTENED = "Auf dem Blatt sind die Fragen abgekürzt."
SHEET_NOT_CHOSEN = "Das Blatt wurde nicht gewählt."
