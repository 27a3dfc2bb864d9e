"""The till without a screen: nothing in this package imports Qt."""

__version__ = "0.1.0"
