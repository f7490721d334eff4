"""Plotly figures from results and labels; they hold nothing that results do not show."""
