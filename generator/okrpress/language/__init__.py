"""What texts say, in English and Chinese: folding, clauses, numbers, lists of words. It knows nothing of records."""
