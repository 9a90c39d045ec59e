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


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_build_takes_the_place_of_the_last_one_when_it_is_whole(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = frontend_build.static_folder(checkout)
    (served / "login.html").write_text("old", "utf-8")
    (checkout / "frontend" / "src" / "main.ts").write_text("other()", "utf-8")
    seen: list[list[str]] = []

    def half_and_half(*_: object, pages: Path, **__: object) -> None:
        (pages / "login.html").write_text("new", "utf-8")
        seen.append(names_in(served))
        assert (served / "login.html").read_text("utf-8") == "old"
        (pages / "assets").mkdir()

    monkeypatch.setattr(frontend_build, "npm", half_and_half)
    frontend_build.build(checkout)
    assert seen == [[".fingerprint", "login.html"]]
    assert names_in(served) == [".fingerprint", "assets", "login.html"]
    assert (served / "login.html").read_text("utf-8") == "new"
    assert not frontend_build.is_due(checkout)
    assert [path.name for path in served.parent.iterdir()] == ["static"]


def test_a_first_build_needs_no_last_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "frontend").mkdir()
    for name in ("frontend/package.json", "schema.graphql"):
        (tmp_path / name).write_text("{}", "utf-8")
    monkeypatch.setattr(frontend_build, "npm", lambda *_, **__: None)
    frontend_build.build(tmp_path)
    assert not frontend_build.is_due(tmp_path)


def test_a_broken_build_leaves_the_old_pages_and_is_due_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, pages: Path, **__: object) -> None:
        (pages / "login.html").write_text("half", "utf-8")
        raise frontend_build.BuildError("no")

    served = frontend_build.static_folder(checkout)
    (served / "login.html").write_text("old", "utf-8")
    (checkout / "frontend" / "src" / "main.ts").write_text("other()", "utf-8")
    monkeypatch.setattr(frontend_build, "npm", broken)
    with pytest.raises(frontend_build.BuildError):
        frontend_build.build(checkout)
    assert frontend_build.is_due(checkout)
    assert (served / "login.html").read_text("utf-8") == "old"
    assert [path.name for path in served.parent.iterdir()] == ["static"]


def test_an_installed_package_without_sources_needs_no_build(tmp_path: Path) -> None:
    assert not frontend_build.is_due(tmp_path)
