"""The words for what reading files says (``data/intake/sayings.py``), for pages and for the terminal."""
