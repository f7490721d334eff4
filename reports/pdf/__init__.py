"""Documents as PDF, typeset by Typst: tagged, with our fonts only, and the same bytes for the same document."""
