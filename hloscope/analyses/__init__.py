"""One question a file: pure functions of modules, with frozen results."""
