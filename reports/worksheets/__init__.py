"""The worksheets of the workbook: what stands on each, and how tables are laid out in cells."""
