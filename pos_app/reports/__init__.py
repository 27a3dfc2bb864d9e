"""What a shift and a month were, read from the ledger: X and Z, and figures to draw."""
