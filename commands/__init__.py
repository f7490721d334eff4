"""What run.py's sub-commands do once the environment stands, one a file.

Only what the start needs is imported above: it should not wait for spreadsheets and statistics.
"""
