"""French and English: which one is spoken, and the sentences for what went wrong."""
