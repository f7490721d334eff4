"""Numbers as people read them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def rounded(value: Fraction, places: int = 1) -> Decimal:
    """The value to ``places`` decimals, half up (away from zero), never "-0"."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0
