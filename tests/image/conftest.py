"""The image of all these tests, built once: that takes minutes, root, buildah and debootstrap (`make image`)."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.image.building import Image, buildah, built, made_base
from tests.image.container import Container

if not os.environ.get("OSTIARY_IMAGE"):
    collect_ignore = ["test_image.py"]


@pytest.fixture(scope="session")
def image() -> Iterator[Image]:
    """On OSTIARY_IMAGE_BASE, or on a base of our own."""
    with tempfile.TemporaryDirectory(prefix="ostiary-image-") as folder:
        store = Path(folder)
        base = os.environ.get("OSTIARY_IMAGE_BASE") or made_base(store)
        try:
            yield built(store, base)
        finally:
            buildah(store, "umount", "--all")


@pytest.fixture
def container(image: Image, tmp_path: Path) -> Container:
    """With an empty volume that is its user's, as Docker makes one of the folder in the image."""
    settings = {
        "OSTIARY_DATABASE_URL": "sqlite:////var/lib/ostiary/ostiary.db",
        "OSTIARY_PUBLIC_URL": "http://127.0.0.1:8000",
    }
    container = Container(image, tmp_path / "data", settings)
    container.data.mkdir()
    theirs = (image.root / "var/lib/ostiary").stat()
    os.chown(container.data, theirs.st_uid, theirs.st_gid)
    return container
