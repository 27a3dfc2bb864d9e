"""Tones for outcomes, for whoever looks at the customer and not at the screen."""
