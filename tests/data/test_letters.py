import pytest

from data.letters import LettersError, read_letters

THREE = ("1.01", "1.02", "1.06")


def test_letters_follow_the_order_of_the_statements():
    assert read_letters("AbE", THREE) == {"1.01": "A", "1.02": "B", "1.06": "E"}


@pytest.mark.parametrize("typed", ["A-D", "a – d", "A, ., D", "A/0/D"])
def test_letters_may_be_parted_and_leave_out(typed):
    assert read_letters(typed, THREE) == {"1.01": "A", "1.06": "D"}


def test_letters_of_a_field_left_empty_are_no_answers():
    assert read_letters("  ", THREE) == {}


def test_letters_name_the_sign_that_is_no_answer():
    with pytest.raises(LettersError) as problem:
        read_letters("AFB", THREE)

    assert problem.value.sign == "F"


@pytest.mark.parametrize(("typed", "given"), [("AB", 2), ("ABCD", 4)])
def test_letters_must_be_as_many_as_the_statements(typed, given):
    with pytest.raises(LettersError) as problem:
        read_letters(typed, THREE)

    assert (problem.value.sign, problem.value.given, problem.value.expected) == (None, given, 3)
