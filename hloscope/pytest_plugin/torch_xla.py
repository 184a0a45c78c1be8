"""torch-xla in a test run: it dumps from the start of its backend on, into a folder that goes when the run ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest

from hloscope.captures.command.settings import Forms, dump_folder_in, dump_settings


def make_torch_xla_dump(config: pytest.Config) -> None:
    """Sets the environment so that torch-xla dumps, if it is loaded and does not yet.

    XLA reads it when a backend starts, which `import torch_xla` does not do (measured on torch-xla 2.9).
    """
    if "torch_xla" not in sys.modules or dump_folder_in(os.environ):
        return
    folder = Path(mkdtemp(prefix="hloscope-"))
    config.add_cleanup(lambda: rmtree(folder, ignore_errors=True))
    settings = dump_settings(os.environ, folder, Forms())
    os.environ.update(settings.variables)
    for name in settings.removed:
        os.environ.pop(name, None)
