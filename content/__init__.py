"""What can be said about results, once for every medium: findings, tables, Anregungen."""
