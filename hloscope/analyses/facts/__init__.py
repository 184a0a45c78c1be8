"""Facts of modules that several questions ask for: what is executed, what an operation is, shapes, sources."""
