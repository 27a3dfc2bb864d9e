"""Agreements: a customer's list, one in full, and its end."""
