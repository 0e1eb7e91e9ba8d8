"""Scoring and commitments: OKR5xx."""
