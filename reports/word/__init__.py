"""Documents as Word files, for an office that goes on writing in them."""
