"""Scripts behind the Makefile; they need only Python, before anything is installed."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (an older Python must get a message, not a traceback)
    sys.exit("Python 3.11 or newer is needed; this is {}.{}.".format(*sys.version_info[:2]))
