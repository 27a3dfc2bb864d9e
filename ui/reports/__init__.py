"""Shifts and reports on the screen."""
