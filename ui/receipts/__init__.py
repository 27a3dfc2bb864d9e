"""Saving receipts as files."""
