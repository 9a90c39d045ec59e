"""Policy is pure (design, finding 6), no file is a drawer; the layers are pyproject's import contracts."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import PACKAGE, ROOT, files, imported_modules, named, tree

DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
# Each of these would let the world into a rule: a clock, chance, files, threads, the network.
IMPURE = {"asyncio", "os", "pathlib", "random", "secrets", "socket", "subprocess", "threading", "time"}


def test_the_import_contracts_are_kept() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_policy_imports_nothing_but_itself_and_the_pure_standard_library() -> None:
    strays = [
        f"{named(path, line)} {module}"
        for path in files("backend/ostiary/policy/*.py")
        for module, line in imported_modules(path)
        if not module.startswith("ostiary.policy")
        and (module.split(".")[0] not in sys.stdlib_module_names or module.split(".")[0] in IMPURE)
    ]
    assert not strays, "\n".join(strays)


def test_no_file_or_folder_is_a_drawer_for_anything() -> None:
    strays = [
        named(path)
        for path in files("backend", "tests", "frontend/src")
        if DRAWERS & {part.split(".")[0].lower() for part in path.relative_to(ROOT).parts}
    ]
    assert not strays, "\n".join(strays)


def test_every_module_says_which_rule_it_holds() -> None:
    silent = [
        named(path)
        for path in files("backend/*.py", "tests/*.py")
        if path.read_text("utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert not silent, "\n".join(silent)


def test_the_package_is_where_the_tests_look_for_it() -> None:
    assert (PACKAGE / "cli.py").is_file()
