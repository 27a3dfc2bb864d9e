"""Finding, seeing and editing customers."""
