"""Why a questionnaire file cannot be used; a place in it is named as in the file: fields[2].statements[4].text."""

from collections.abc import Mapping

from texts.words import Words


def questionnaire_problems(_: Words) -> Mapping[str, str]:
    """By id."""
    return {
        "questionnaire_wrong": _("Der Fragebogen hat Fehler: {problems}"),
        # Translators: ends a list of problems.
        "further_problems": _("und {n} weitere"),
        **_of_yaml(_),
        **_of_parts(_),
        **_of_limits(_),
        **_of_names(_),
    }


def _of_yaml(_: Words) -> Mapping[str, str]:
    return {
        "file_too_large": _("{file}: Die Datei ist größer als 2 MB."),
        "file_not_in_utf_8": _("{file}: Die Datei ist nicht in UTF-8 gespeichert."),
        "file_missing": _("{file}: Diese Datei gibt es nicht."),
        "file_unreadable": _("{file}: Die Datei lässt sich nicht lesen."),
        "questionnaire_too_large": _("Der Fragebogen ist größer als 2 MB."),
        "no_questionnaire": _("Die Datei enthält keinen Fragebogen: oben werden id, version, title … erwartet."),
        # Translators: a place in a text file, and what is wrong there.
        "at_line": _("Zeile {line}, Spalte {column}: {why}"),
        "no_yaml": _("Das ist kein gültiges YAML (Einrückung, Doppelpunkte?)."),
        "alias": _("Verweise (*name) sind nicht erlaubt."),
        "too_deep": _("Hier sind mehr als {most} Ebenen ineinander geschachtelt."),
        "too_many_nodes": _("Der Fragebogen hat mehr als 30.000 Einträge."),
        "too_long_value": _("Dieser Wert ist länger als 10.000 Zeichen."),
        "key_twice": _("„{key}“ steht doppelt."),
    }


def _of_parts(_: Words) -> Mapping[str, str]:
    return {
        "missing": _("{place}: fehlt"),
        # Translators: "de" is the key of the German text in the file.
        "german_missing": _("{place}: de fehlt"),
        "languages_expected": _("{place}: Texte stehen nach Sprache, etwa {{de: …}}"),
        "quotes_expected": _("{place}: bitte in Anführungszeichen setzen"),
        "text_expected": _("{place}: ein Text wird erwartet"),
        "truth_expected": _("{place}: true oder false wird erwartet"),
        "number_expected": _("{place}: eine Zahl wird erwartet"),
        "months_expected": _("{place}: eine ganze Zahl von 1 bis 60 wird erwartet"),
        "list_expected": _("{place}: eine Liste wird erwartet"),
        "filled_list_expected": _("{place}: eine Liste mit mindestens einem Eintrag wird erwartet"),
        "entry_expected": _("{place}: ein Eintrag mit Feldern wird erwartet"),
        "patterns_expected": _("{place}: Muster mit Texten werden erwartet"),
        "pattern_unknown": _("{place}: unbekannt; möglich sind {patterns}"),
        "choice_unknown": _("{place}: unbekannt; möglich sind {choices}"),
        "assessments_expected": _("{place}: {n} Texte werden erwartet, einer je Einschätzung"),
        "scale_expected": _("scale: genau A, B, C, D, E mit value 4, 3, 2, 1, null werden erwartet"),
        "bands_not_rising": _("bands: below muss von Stufe zu Stufe steigen; nur die letzte steht ohne below"),
    }


def _of_limits(_: Words) -> Mapping[str, str]:
    return {
        "longer_than": _("{place}: länger als {most} Zeichen"),
        "too_many_entries": _("{place}: höchstens {most} Einträge sind möglich, hier stehen {n}"),
        "too_many_statements": _("fields: höchstens {most} Aussagen sind möglich, hier stehen {n}"),
        "too_many_languages": _("{place}: höchstens {most} Sprachen sind möglich"),
    }


def _of_names(_: Words) -> Mapping[str, str]:
    return {
        "signs_in_id": _("{place}: „{name}“ enthält Leerzeichen, : oder /"),
        "id_reserved": _("{place}: {name} ist vergeben („Möchte ich nicht sagen“)"),
        "name_of_a_group": _("{place}: „{name}“ ist schon der Name einer Gruppe"),
        "stands_twice": _("{place}: {key} „{name}“ steht doppelt"),
        "topic_unknown": _("{place}: „{name}“ steht nicht in {topics}"),
        "statement_unknown": _("{place}: „{name}“ ist keine Aussage dieses Fragebogens"),
    }
