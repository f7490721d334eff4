"""Results as files: what every report says, and how each format lays it out."""
