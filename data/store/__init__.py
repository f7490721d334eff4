"""Workshops, sheets and releases in SQLite or PostgreSQL."""
