"""From bytes to plain values: which container it is, what it hides, and the child process that opens it."""
