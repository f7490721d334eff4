"""The edge to files and the store."""
