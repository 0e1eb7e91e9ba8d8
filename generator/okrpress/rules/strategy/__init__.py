"""Strategy 战略: OKR9xx."""
