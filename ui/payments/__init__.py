"""Taking amounts, charging saved cards, and saying what came of it."""
