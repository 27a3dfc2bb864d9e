"""Importing customers from a CSV file, and exporting them into one."""
