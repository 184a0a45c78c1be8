"""What documents say of themselves: the version of their form.

Apart from the form itself (`schema.py`), which only type checkers need and a report need not wait for.
"""

from __future__ import annotations

SCHEMA = 1
EXPLAINED_SCHEMA = 2  # of documents with costs, memory and duplicated work: all that 1 has, and more
