"""Pictures from results and labels, as marks, Plotly figures and SVG; they hold nothing that results do not show."""
