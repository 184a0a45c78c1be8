"""Runs the command line as `python -m hloscope`."""

import sys

from hloscope.cli import main

if __name__ == "__main__":
    sys.exit(main())
