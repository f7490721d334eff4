"""Undoes what other programs did to a table before it came: damaged letters, one column for all, codes made dates."""
