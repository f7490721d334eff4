"""Fictional workshops to look at."""
