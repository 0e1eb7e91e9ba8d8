"""Cadence 节奏: OKR6xx."""
