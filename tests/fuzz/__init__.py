"""Bytes from nobody: what reads an author's text never raises, whatever it holds."""
