"""Runs first of all in a bundle, before PyInstaller's own hooks import PySide6.

Python's collector looks at all that is imported, again and again, and finds nothing: a twelfth of
the time until the window stands. `pos_app.__main__` turns it on for whatever isn't the till's
window, and `ui.begin` decides for that.
"""

import gc

gc.disable()
