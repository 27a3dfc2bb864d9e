"""What is owed: a sale and its items."""
