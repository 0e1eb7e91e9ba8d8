"""What pages say, for a terminal: the same words, numbers and formulas, in lines that fit."""
