"""What several kinds of page show: rows, bars, states, formulas, actions, as finished values."""
