"""From a folder to a workspace: reads what can be read, reports every problem, never raises on author text.

`load` walks the folder (`folder`), reads each file on its own (`record`, through `shape` and `parts`) and puts the
records together (`relate`). Reading a file depends on its path and bytes alone, so it can be remembered.
"""

from okrpress.load.workspace import FolderError, load

__all__ = ["FolderError", "load"]
