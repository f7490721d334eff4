"""How a sub-command ended, for scripts; the README lists them."""

OK = 0
PROBLEMS = 1
"""Read, but with problems or open questions."""
REFUSED = 2
USAGE = 64
FAILED = 70
