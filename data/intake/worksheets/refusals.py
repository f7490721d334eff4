"""What is said of worksheets and files whose answers cannot be taken over."""

from data.intake.said import said

COUNTED = said("counted")
ONE_ROW_AN_ANSWER = said("one_row_an_answer")
SHORTENED = said("shortened")
UNEVEN = said("uneven")
NO_PEOPLE = said("no_people")
NO_STATEMENT = said("no_statement")
NOT_ACROSS = said("not_across")

HIDDEN_WORKSHEET = said("sheet_hidden")
WORKSHEET_WITHOUT_STATEMENTS = said("sheet_without_statements")
WORKSHEET_WITHOUT_PEOPLE = said("sheet_without_people")
WORKSHEET_UNEVEN = said("sheet_uneven")
WORKSHEET_OF_COUNTS = said("sheet_of_counts")
WORKSHEET_OF_STATEMENTS = said("sheet_of_statements")
WORKSHEET_ACROSS = said("sheet_across")
WORKSHEET_OF_SINGLE_ANSWERS = said("sheet_of_single_answers")
WORKSHEET_SHORTENED = said("sheet_shortened")
WORKSHEET_NOT_CHOSEN = said("sheet_not_chosen")
