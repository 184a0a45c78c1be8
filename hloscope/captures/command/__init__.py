"""Commands that dump: `hloscope run`, the settings that each framework needs, and XLA's flags."""
