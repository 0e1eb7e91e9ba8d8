"""Writing records: each function returns the files to write; who calls it writes them."""
