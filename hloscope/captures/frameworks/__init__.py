"""What is done with each framework where it is loaded: one adapter a module, all found in one table."""
