"""What changed between two states of a company, in the words of OKR, as values."""
