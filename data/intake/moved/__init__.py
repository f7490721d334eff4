"""Evidence that a row's cells do not stand where its columns are; such rows are named and never counted."""
