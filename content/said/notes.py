"""What somebody should know of a file before it is taken over."""

from collections.abc import Mapping

from content.said.forms import Sentence, plural
from texts.words import Words


def notes(_: Words) -> Mapping[str, Sentence]:
    """By id; ``{more}`` are further sentences."""
    return {
        **_on_rows(_),
        **_on_columns(_),
        **_on_what_was_undone(_),
        "unused_sheet": _("Blatt „{sheet}“: {reason}"),
        "merged": _("Auf dem Blatt „{sheet}“ sind Zellen über mehrere Zeilen verbunden. {more}"),
        "merged_held": _("Ihr Wert gilt für alle diese Zeilen ({cells})."),
        "merged_answers": _("Darunter sind Antworten ({cells}): Sie zählen für alle diese Personen. Bitte prüfen."),
        "merged_lost": _("Nur für die erste der Zeilen gilt er in {cells}. Bitte prüfen."),
    }


def _on_rows(_: Words) -> Mapping[str, Sentence]:
    return {
        "rows_of_nobody": plural(
            "Blatt „{sheet}“: Zeile {rows} wurde nicht als Bogen gezählt (Summe, Hinweis oder wiederholte "
            "Überschrift). Bitte prüfen.",
            "Blatt „{sheet}“: Zeilen {rows} wurden nicht als Bogen gezählt (Summe, Hinweis oder wiederholte "
            "Überschrift). Bitte prüfen.",
        ),
        "columns_of_nobody": plural(
            "Blatt „{sheet}“: Spalte {columns} wurde nicht als Bogen gezählt (Summe, Hinweis oder wiederholte "
            "Überschrift). Bitte prüfen.",
            "Blatt „{sheet}“: Spalten {columns} wurden nicht als Bogen gezählt (Summe, Hinweis oder wiederholte "
            "Überschrift). Bitte prüfen.",
        ),
        "missing_rows": _("Auf dem Blatt „{sheet}“ fehlt die Zeile zu „{key}“ in {cells}."),
        "many_missing_rows": _("Auf dem Blatt „{sheet}“ fehlt die Zeile zu „{key}“ in {cells} und {n} weiteren."),
        "without_perspective": plural(
            "1 Bogen hat keine Perspektive (leer oder „möchte ich nicht sagen“), von {all} mit Antworten.",
            "{n} Bögen haben keine Perspektive (leer oder „möchte ich nicht sagen“), von {all} mit Antworten.",
        ),
        "further_cells": plural(
            "Eine weitere Zelle ließ sich nicht lesen; sie ist nicht einzeln genannt.",
            "{n} weitere Zellen ließen sich nicht lesen; sie sind nicht einzeln genannt.",
        ),
    }


def _on_columns(_: Words) -> Mapping[str, str]:
    return {
        "long_heads": _(
            "Überschriften mit mehr als {most} Zeichen werden nicht gelesen (Spalte {columns}). Bitte kürzen."
        ),
        "recovered_formulas": _(
            "Ein Freitext, der mit „=“ beginnt, steht in der Datei als Formel ohne Ergebnis ({cells}). "
            "Er wurde aus der Formel gelesen und steht bei den Kommentaren."
        ),
        "codes_with_words": _(
            "{n} Aussagen stehen in zwei Spalten, als Zahl und in Worten. Es gelten die Zahlen; was sie bedeuten, "
            "sagen die Worte daneben."
        ),
        "codes_against_words": _(
            "Achtung: Zahl und Wort passen nicht zusammen in {cells}. Es gilt die Zahl; bitte prüfen."
        ),
        "code_against_text": _(
            "Spalte {column}: Der Code gehört zur Aussage {statement}, der Text daneben zu einer anderen. "
            "Es gilt der Code; bitte prüfen."
        ),
        "not_asked": _("Diese Aussagen werden im Raum nicht gefragt und deshalb nicht übernommen: {statements}."),
    }


def _on_what_was_undone(_: Words) -> Mapping[str, str]:
    return {
        "mended_letters": _(
            "In der Datei waren Umlaute beschädigt (zum Beispiel „{before}“); sie wurden wiederhergestellt "
            "(„{after}“). Beim nächsten Export bitte den Zeichensatz UTF-8 wählen."
        ),
        "restored_codes": _(
            "Auf dem Blatt „{sheet}“ hatte Excel Nummern von Aussagen in Daten verwandelt ({example} war {code}); "
            "sie wurden zurückgelesen."
        ),
        "parted": _(
            "Auf dem Blatt „{sheet}“ stand alles in einer Spalte, getrennt durch {separator}. Es wurde getrennt "
            "gelesen; Zellen heißen hier so wie nach „Daten › Text in Spalten“."
        ),
    }
