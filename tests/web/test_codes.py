"""A code is understood however it was typed, pasted or read out; what cannot be one is told why."""

import pytest

from web.codes import fault, tidied

CODE = "ABC234"
TYPED = [
    "ABC234",
    "abc234",
    " abc 234 ",
    "ABC-234",
    "ABC–234",
    "ABC‑234",
    "ABC_234",
    "ABC234.",
    "ABC234,",
    "ABC234;",
    "(ABC234)",
    "ABC234/",
    "„ABC234“",
    "<ABC234>",
    "`ABC234`",
    "ＡＢＣ２３４",
    "ａｂｃ２３４",
    "ABC٢٣٤",
    "ABC२३४",
    "𝐀𝐁𝐂𝟐𝟑𝟒",
    "A\u200bB\u200dC\u2060234\ufeff",
    "\u202dABC234\u202c",
    "ABC\u00ad234",
    "ABC\u00a0234",
    "A B C 2 3 4",
    "ABC2️⃣34",
    "\tABC234\r\n",
    "http://192.168.0.10:8501/t/ABC234",
    "https://selbstcheck.musterlingen.de/t/ABC234?lang=en",
    "192.168.0.10:8501/t/abc234",
    "HTTP://MUSTERLINGEN.DE/T/ABC234",
    "https://t/t/ABC234/",
    "http://musterlingen.de/t/ABC234/fragen?schritt=3",
    "http://musterlingen.de/t/ABC234#oben",
    "http://musterlingen.de/t/ABC234).",
    "<http://musterlingen.de/t/ABC234>",
    "http://musterlingen.de/t/ABC%20234",
    "http%3A%2F%2Fmusterlingen.de%2Ft%2FABC234",
    "http://musterlingen.de/beitreten?lang=de&code=ABC234",
    "Zum Mitmachen: http://musterlingen.de/t/ABC234 (bis 12 Uhr)",
    "Code: ABC234",
    "Unser Code ist abc234.",
]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_code_is_understood(typed: str) -> None:
    assert (tidied(typed), fault(tidied(typed))) == (CODE, None)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("ABC23O", "lookalike"),
        ("ABC230", "lookalike"),
        ("1BC234", "lookalike"),
        ("lbc234", "lookalike"),
        ("Ⅰbc234", "lookalike"),
        ("АВС234", "foreign"),  # Cyrillic
        ("ΑΒΓ234", "foreign"),  # Greek
        ("ÄBC234", "foreign"),
        ("aßc234", "foreign"),
        ("ABC23€", "foreign"),
        ("ABC23😀", "foreign"),
        ("你好", "foreign"),
        ("ABC23", "length"),
        ("ABC2345", "length"),
        ("ABC234 DEF567", "length"),
        ("", "length"),
        ("...", "length"),
    ],
)
def test_code_that_cannot_be_one_is_told_why(typed: str, why: str) -> None:
    assert fault(tidied(typed)) == why
