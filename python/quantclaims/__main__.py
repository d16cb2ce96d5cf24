"""python -m quantclaims is the command quantclaims."""

import sys

from quantclaims.cli import main

if __name__ == "__main__":
    sys.exit(main())
