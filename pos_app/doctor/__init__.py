"""Whether the till's computer, files and connections are as they should be."""
