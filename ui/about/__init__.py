"""What the till is made of, in the settings."""
