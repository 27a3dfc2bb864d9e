"""What a shop chose (declared, typed keys), formats of its language, and its secrets."""
