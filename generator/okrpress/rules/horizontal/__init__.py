"""Horizontal alignment 左右对齐: OKR4xx."""
