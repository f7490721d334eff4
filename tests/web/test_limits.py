"""Wrong codes are counted per sender and altogether, for a minute."""

from web.limits import WrongCodes


def test_wrong_codes_of_one_sender_are_refused_after_the_budget() -> None:
    codes = WrongCodes(each=3, together=10)

    assert [codes.refuses("a") for _ in range(4)] == [False, False, False, True]
    assert not codes.refuses("b")


def test_wrong_codes_of_all_together_are_refused_after_the_budget() -> None:
    codes = WrongCodes(each=3, together=5)

    assert [codes.refuses(f"sender {number}") for number in range(6)] == [False] * 5 + [True]


def test_budget_returns_after_a_minute() -> None:
    now = [0.0]
    codes = WrongCodes(each=1, together=10, clock=lambda: now[0])
    codes.refuses("a")

    now[0] = 59.0
    assert codes.refuses("a")
    now[0] = 60.0
    assert not codes.refuses("a")


def test_addresses_are_not_kept_readable() -> None:
    codes = WrongCodes()
    codes.refuses("203.0.113.9")

    assert "203.0.113.9" not in repr(vars(codes))
