"""The till's side of a customer paying in the checkout page."""
