"""A process of the till's own that lists customers while the screen goes on undisturbed."""
