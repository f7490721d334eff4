"""What is said of sheets and files whose answers cannot be taken over."""

from data.intake.said import said

COUNTED = said("counted")
ONE_ROW_AN_ANSWER = said("one_row_an_answer")
SHORTENED = said("shortened")
UNEVEN = said("uneven")
NO_PEOPLE = said("no_people")
NO_STATEMENT = said("no_statement")
NOT_ACROSS = said("not_across")

HIDDEN_SHEET = said("sheet_hidden")
SHEET_WITHOUT_STATEMENTS = said("sheet_without_statements")
SHEET_WITHOUT_PEOPLE = said("sheet_without_people")
SHEET_UNEVEN = said("sheet_uneven")
SHEET_OF_COUNTS = said("sheet_of_counts")
SHEET_OF_STATEMENTS = said("sheet_of_statements")
SHEET_ACROSS = said("sheet_across")
SHEET_OF_SINGLE_ANSWERS = said("sheet_of_single_answers")
SHEET_SHORTENED = said("sheet_shortened")
SHEET_NOT_CHOSEN = said("sheet_not_chosen")
