"""Our own Excel template, filled in."""
