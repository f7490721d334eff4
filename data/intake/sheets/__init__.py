"""From plain sheets to the table of people, however it is laid out."""
