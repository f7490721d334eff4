"""From plain worksheets to the table of people, however it is laid out."""
