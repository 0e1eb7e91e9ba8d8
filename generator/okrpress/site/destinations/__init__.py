"""Where a built site goes: one module per kind of place, each of which leaves what is there untouched until all is ready."""
