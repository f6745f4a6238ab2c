"""`python -m plenary.interfaces.cli`, for where the script is not on the path."""

import sys

from plenary.interfaces.cli import main

sys.exit(main())
