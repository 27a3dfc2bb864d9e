"""The bank's side: test cards, what was typed, authentication challenges."""
