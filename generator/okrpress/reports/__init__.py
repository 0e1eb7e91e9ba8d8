"""Findings as text: one module per format, each with `report(findings, words) -> str`."""
