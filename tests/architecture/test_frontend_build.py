"""The pages are built when their sources changed and only then (decision 0003)."""

from pathlib import Path

import pytest

import frontend_build


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose pages are built."""
    (tmp_path / "frontend" / "src").mkdir(parents=True)
    (tmp_path / "frontend" / "package.json").write_text("{}", "utf-8")
    (tmp_path / "frontend" / "src" / "main.ts").write_text("main()", "utf-8")
    (tmp_path / "schema.graphql").write_text("type Query", "utf-8")
    folder = frontend_build.static_folder(tmp_path)
    folder.mkdir(parents=True)
    (folder / ".fingerprint").write_text(frontend_build.fingerprint(tmp_path), "utf-8")
    return tmp_path


def test_pages_of_these_sources_are_not_built_again(checkout: Path) -> None:
    assert not frontend_build.is_due(checkout)


@pytest.mark.parametrize("name", ["frontend/src/main.ts", "frontend/package.json", "schema.graphql"])
def test_another_content_makes_a_build_due(checkout: Path, name: str) -> None:
    (checkout / name).write_text("other", "utf-8")
    assert frontend_build.is_due(checkout)


def test_another_name_makes_a_build_due(checkout: Path) -> None:
    (checkout / "frontend" / "src" / "main.ts").rename(checkout / "frontend" / "src" / "start.ts")
    assert frontend_build.is_due(checkout)


def test_what_tools_leave_behind_makes_no_build_due(checkout: Path) -> None:
    for folder in ("node_modules", "src/gql", "coverage"):
        (checkout / "frontend" / folder).mkdir()
        (checkout / "frontend" / folder / "left.ts").write_text("behind", "utf-8")
    assert not frontend_build.is_due(checkout)


def test_a_broken_build_is_due_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise frontend_build.BuildError("no")

    monkeypatch.setattr(frontend_build, "npm", broken)
    with pytest.raises(frontend_build.BuildError):
        frontend_build.build(checkout)
    assert frontend_build.is_due(checkout)


def test_an_installed_package_without_sources_needs_no_build(tmp_path: Path) -> None:
    assert not frontend_build.is_due(tmp_path)
