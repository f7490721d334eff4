"""What the exports of survey tools are known by, and what they say about a response."""
