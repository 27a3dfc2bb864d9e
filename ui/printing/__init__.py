"""Documents drawn on paper."""
