"""Documents as pages hold them, unpacked."""

import base64
import gzip
import json
import re
from typing import Any


def document_in(text: str) -> dict[str, Any]:
    """Unpack what a page holds, as the browser does."""
    packed = re.search(r'<script type="application/gzip" id="document"[^>]*>([A-Za-z0-9+/=]*)</script>', text)
    assert packed
    document: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    return document
