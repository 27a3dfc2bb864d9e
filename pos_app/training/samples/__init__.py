"""What a new file begins with."""
