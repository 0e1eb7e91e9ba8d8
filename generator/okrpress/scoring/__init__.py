"""Pure numbers: from values to values, no clock, no files, no rounding. The source of every formula is SCORING."""
