"""The file and the record themselves: OKR1xx."""
