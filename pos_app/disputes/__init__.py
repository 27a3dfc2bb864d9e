"""Payments that a cardholder disputes, and what the shop shows the bank."""
