"""Programs that measure: speed and memory against a named peer, and long runs that look for crashes."""
