"""From counts to results: measures, privacy, patterns and the order of talk; knows no screen, store or clock."""
