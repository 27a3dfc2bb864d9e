"""The till's frame: main window, questions, and the bridge from events to signals."""
