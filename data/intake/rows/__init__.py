"""From the rows of a table to people: read cell by cell, and put back where a tool has moved them."""
