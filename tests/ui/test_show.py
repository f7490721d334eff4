"""What the pages show outside of Streamlit's own elements."""

import pytest

from ui.show import wifi


@pytest.mark.parametrize(
    ("name", "password", "expected"),
    [
        ("Gast", "gemeinsam", "WIFI:T:WPA;S:Gast;P:gemeinsam;;"),
        ("Bürgersaal im  Ort", " a b c d ", "WIFI:T:WPA;S:Bürgersaal im  Ort;P: a b c d ;;"),
        ("a;b,c:d", r'"e\f;g:h,"', r"WIFI:T:WPA;S:a\;b\,c\:d;P:\"e\\f\;g\:h\,\";;"),
        ("W" * 32, "W" * 63, f"WIFI:T:WPA;S:{'W' * 32};P:{'W' * 63};;"),
        ("offen;", "", r"WIFI:T:nopass;S:offen\;;;"),
    ],
)
def test_wifi_code_escapes_what_means_something_in_it(name: str, password: str, expected: str) -> None:
    assert wifi(name, password) == expected
