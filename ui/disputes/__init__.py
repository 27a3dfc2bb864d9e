"""Disputed payments: seen, packed, answered."""
