"""Sicherungen: a workshop in one sealed file, and copies of the whole store."""
