"""`python -m pos_app.page_reader`: only the till starts it."""

import sys

from pos_app.page_reader.reader import main

if __name__ == "__main__":
    sys.exit(main())
