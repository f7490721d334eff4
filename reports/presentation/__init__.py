"""The results as a PowerPoint presentation: the show of the evening, one message a slide, with native charts."""
