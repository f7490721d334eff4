"""The documents of a workshop, from its dossier: report, briefing, council paper, summary, follow-up sheet."""
