"""Stripe's objects, one module each: their shape, their rules, their endpoints."""
