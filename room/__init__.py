"""The room's own two light pages: the Leinwand that all see, and the Regie that steers it."""
