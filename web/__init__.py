"""Edge to the browser: who is it, which headers, which limits, at which address."""
