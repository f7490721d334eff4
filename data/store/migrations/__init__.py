"""Every step the tables have taken, oldest first."""
