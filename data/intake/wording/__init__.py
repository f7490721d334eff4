"""What people and tools write for answers and perspectives, and what it means."""
