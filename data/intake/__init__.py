"""Foreign files in: guarded, read in a process of their own, every cell accounted for."""
