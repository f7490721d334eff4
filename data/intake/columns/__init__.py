"""What the columns of a table mean: which statement stands where, and what is asked where that is not certain."""
