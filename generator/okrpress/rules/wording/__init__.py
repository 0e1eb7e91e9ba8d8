"""How objectives and key results are worded: OKR2xx."""
