"""The checkout page in its own locked-down web view."""
