"""All that reading files can say, by id, each with the names of its gaps; the sentences stand in ``content/said/``."""

from collections.abc import Mapping


def _gaps(names: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {one: frozenset(listed.split()) for one, listed in names.items()}


_QUESTIONS = _gaps(
    {
        "many_questions": "n examples",
        "which_statement": "column heading more",
        "examples": "values",
        "alike": "statements",
        "codes_and_words": "n pairs",
        "versions": "n statement letters",
        "in_several_columns": "statement columns",
        "shifted_rows": "n rows",
        "which_direction": "values value",
        "which_degrees": "values",
        "what_is_missing": "values more",
        "minus_1_in_sosci": "",
        "minus_2_in_sosci": "",
        "blocks": "column heading named all cells",
        "perspective_in_column": "column heading value n",
        "perspective_in_title": "value n",
        "unknown_in_column": "column heading different n",
        "unknown_in_titles": "different n",
        "perspective_of_all": "",
        "perspective_of_all_or_column": "",
        "which_column": "columns",
        "people_across": "sheet n heads",
        "people_across_on_sheets": "n heads",
        "sheets_of_other_statements": "sheets more",
        "sheets_of_same_statements": "sheets more",
        "same_rows_twice": "",
    }
)
_CHOICES = _gaps(
    {
        "statement": "statement",
        "perspective": "perspective",
        "answer": "answer",
        "blank": "",
        "steps": "steps",
        "not_taken": "",
        "none": "",
        "column": "column",
        "in_column": "column",
        "join": "",
        "one_by_one": "",
        "words": "",
        "codes": "",
        "yes": "",
        "no": "",
        "append": "",
        "by_line": "",
        "join_by": "heading",
        "only": "sheet",
        "rows_below": "",
        "not_rows_below": "",
        "put_back": "",
        "leave_out": "",
    }
)
_PARTS = _gaps(
    {
        "step": "value answer",
        "step_blank": "value",
        "times": "value n",
        "quoted_times": "value n",
        "headed_column": "column heading",
        "two_columns": "first second",
        "worded_statement": "statement",
        "sheet_rows": "sheet n",
        "some_answer": "",
        "some_word": "",
        "some_perspective": "",
        "some_date": "",
        "some_number": "",
        "some_code": "",
        "nothing": "",
        "some_identifier": "",
        "some_cross": "",
        "some_text": "",
        "semicolons": "",
        "commas": "",
        "tabs": "",
        "bars": "",
    }
)
"""What stands within other sentences."""
_REASONS = _gaps(
    {
        "no_step": "",
        "date": "",
        "truth": "",
        "several_answers": "",
        "contradiction": "",
        "no_scale": "",
        "not_of_scale": "",
        "no_order": "",
        "not_allowed": "",
        "on_request": "",
        "no_cross": "",
        "other_answer": "",
        "several_marks": "",
        "no_result": "",
        "formula": "",
        "error": "",
        "number_made_date": "",
        "unknown_statement": "",
        "unknown_perspective": "",
        "long_text": "most",
        "ambiguous_number": "either",
        "no_number": "",
        "statement_twice": "statement",
        "column_twice": "statement",
        "perspective_twice": "",
        "text_of_another": "other statement",
    }
)
"""Why a cell is not taken over."""
_ROWS = _gaps(
    {
        "unfinished": "",
        "test": "",
        "only_looked": "",
        "preview": "",
        "moved": "",
        "moved_not_wanted": "",
        "moved_not_yet": "",
        "double": "row column",
        "odd": "column heading found",
        "rest": "column heading found",
        "beginning": "",
        "gap": "",
        "without_ends": "",
        "uneven_crosses": "",
        "longer": "cells usual",
        "shorter": "cells usual",
    }
)
"""Why a row is not counted."""
_NOTES = _gaps(
    {
        "unused_sheet": "sheet reason",
        "rows_of_nobody": "sheet n rows",
        "columns_of_nobody": "sheet n columns",
        "missing_rows": "sheet key cells",
        "many_missing_rows": "sheet key cells n",
        "merged": "sheet more",
        "merged_held": "cells",
        "merged_answers": "cells",
        "merged_lost": "cells",
        "long_heads": "most columns",
        "without_perspective": "n all",
        "recovered_formulas": "cells",
        "further_cells": "n",
        "codes_with_words": "n",
        "codes_against_words": "cells",
        "code_against_text": "column statement",
        "mended_letters": "before after",
        "restored_codes": "sheet example code",
        "parted": "sheet separator",
        "not_asked": "statements",
    }
)
_WORKSHEETS = _gaps(
    {
        "sheet_hidden": "",
        "sheet_without_statements": "",
        "sheet_without_people": "",
        "sheet_uneven": "",
        "sheet_of_counts": "",
        "sheet_of_statements": "",
        "sheet_across": "",
        "sheet_of_single_answers": "",
        "sheet_shortened": "",
        "sheet_not_chosen": "",
    }
)
"""Why a worksheet of the file is not used."""
_REFUSALS = _gaps(
    {
        "cannot_be_opened": "",
        "empty": "",
        "damaged": "",
        "too_large": "",
        "too_slow": "",
        "too_many_sheets": "",
        "too_many_questions": "n",
        "too_many_different": "",
        "too_many_readings": "",
        "not_understood": "",
        "protected": "",
        "no_table": "",
        "packed": "",
        "word_document": "",
        "slides": "",
        "text_document": "",
        "numbers_file": "",
        "pdf": "",
        "picture": "",
        "web_page": "",
        "old_office": "",
        "open_quote": "",
        "dated_codes": "example row",
        "damaged_letters": "example",
        "one_column": "example",
        "counted": "",
        "one_row_an_answer": "",
        "shortened": "",
        "uneven": "",
        "no_people": "",
        "no_statement": "",
        "not_across": "",
        "all_moved": "reason",
        "several_people": "n",
        "template_without_answers": "",
        "template_without_statement": "",
    }
)
_QUESTIONNAIRE = _gaps(
    {
        "questionnaire_wrong": "problems",
        "further_problems": "n",
        "file_too_large": "file",
        "file_not_in_utf_8": "file",
        "file_unreadable": "file",
        "at_line": "line column why",
        "questionnaire_too_large": "",
        "no_yaml": "",
        "alias": "",
        "too_deep": "most",
        "too_many_nodes": "",
        "too_long_value": "",
        "key_twice": "key",
        "no_questionnaire": "",
        "missing": "place",
        "german_missing": "place",
        "languages_expected": "place",
        "quotes_expected": "place",
        "text_expected": "place",
        "truth_expected": "place",
        "number_expected": "place",
        "months_expected": "place",
        "list_expected": "place",
        "filled_list_expected": "place",
        "entry_expected": "place",
        "patterns_expected": "place",
        "pattern_unknown": "place patterns",
        "choice_unknown": "place choices",
        "assessments_expected": "place n",
        "scale_expected": "",
        "bands_not_rising": "",
        "longer_than": "place most",
        "too_many_entries": "place most n",
        "too_many_statements": "most n",
        "too_many_languages": "place most",
        "signs_in_id": "place name",
        "id_reserved": "place name",
        "name_of_a_group": "place name",
        "stands_twice": "place key name",
        "topic_unknown": "place name topics",
        "statement_unknown": "place name",
    }
)
"""Why a questionnaire file cannot be used, by the place in it."""
SAYINGS: Mapping[str, frozenset[str]] = (
    _QUESTIONS | _CHOICES | _PARTS | _REASONS | _ROWS | _NOTES | _WORKSHEETS | _REFUSALS | _QUESTIONNAIRE
)

KEYS: Mapping[str, str] = {
    "statement": "{statement}",
    "perspective": "{perspective}",
    "answer": "{answer}",
    "steps": "{steps}",
    "step": "{value}={answer}",
    "step_blank": "{value}=",
    "column": "{column}",
    "in_column": "column:{column}",
    "join_by": "join:{heading}",
    "only": "only:{sheet}",
}
"""How the choices with gaps are given as an answer and stored; ids of the questionnaire are themselves."""
