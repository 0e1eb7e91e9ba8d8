"""Vertical alignment 上下一致: OKR3xx."""
