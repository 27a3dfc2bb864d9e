"""Money that moves: the journal, charges of saved cards, recovery."""
