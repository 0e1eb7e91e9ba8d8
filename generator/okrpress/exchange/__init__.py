"""Records in and out: one module per system."""
