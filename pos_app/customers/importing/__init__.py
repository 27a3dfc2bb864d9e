"""Customers from a CSV file, and all of them into one."""
