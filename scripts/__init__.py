"""Runners behind the Makefile: they need nothing but Python itself, before anything is installed."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (an older one must get a sentence, not a trace)
    sys.exit("Python 3.11 or newer is needed; this is {}.{}.".format(*sys.version_info[:2]))
