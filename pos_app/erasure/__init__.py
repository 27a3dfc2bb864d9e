"""Erasing a customer: at Stripe, in this till's files and in their copies."""
