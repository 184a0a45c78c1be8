"""Workers: processes that hloscope starts, and that end with it, whatever ends it; and folders that go with it."""
