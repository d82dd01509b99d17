"""The demo directory: the real institutions of Beijing with invented people."""

from agencies.directory.load import (
    DemoRefusedError,
    LoadedDirectory,
    load_directory,
    write_directory,
)

__all__ = ["DemoRefusedError", "LoadedDirectory", "load_directory", "write_directory"]
