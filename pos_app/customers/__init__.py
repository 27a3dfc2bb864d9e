"""Customers and their saved cards as the till holds them: lookup, create, edit."""
