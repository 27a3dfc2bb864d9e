"""`python -m pos_app.training serve …`: the stand-in without the till's command line."""

import sys

from pos_app.training.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
