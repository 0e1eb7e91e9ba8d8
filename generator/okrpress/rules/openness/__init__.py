"""Open to all: OKR7xx."""
