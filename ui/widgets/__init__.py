"""The till's controls, each in its own module; screens compose these."""
