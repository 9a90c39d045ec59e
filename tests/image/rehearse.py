"""`make image`: builds the Dockerfile for real, and starts what came out, as nobody, on a read-only root file system.

Where no registry can be reached the base is one of our own, made with debootstrap. Needs root, buildah and debootstrap.
It takes minutes, so `make test` lints the Dockerfile alone.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from tests.image.container import Container
from tests.support.postgres import free_port

ROOT = Path(__file__).parents[2]
BASE = "localhost/ostiary-base"
ROOT_FILES = ROOT / ".build" / "image-base"
PACKAGES = "python3,python3-venv,python-is-python3,ca-certificates"
OF_THIS_MACHINE = {
    "/etc/pip.conf": "/etc/pip.conf",
    "/etc/npmrc": f"{Path.home()}/.npmrc",
    "/etc/ssl/certs": "/etc/ssl/certs",
}
"""How this machine reaches its packages, where it has settings of its own: seen while building, not kept."""
PATIENCE = 60


def buildah(store: Path, *arguments: str) -> str:
    """One command of buildah in a store of its own; what it says is shown."""
    places = ["--root", str(store / "storage"), "--runroot", str(store / "run"), "--storage-driver", "vfs"]
    environment = {**os.environ, "BUILDAH_ISOLATION": "chroot"}
    done = subprocess.run(
        ["buildah", *places, *arguments], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()


def made_base(store: Path) -> None:
    """A small Debian with Python, as an image; its files are kept for the next time."""
    if not (ROOT_FILES / "usr/bin/python").exists():
        shutil.rmtree(ROOT_FILES, ignore_errors=True)
        ROOT_FILES.mkdir(parents=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(ROOT_FILES)],
            stdout=subprocess.DEVNULL,
            check=True,
        )
    container = buildah(store, "from", "scratch")
    buildah(store, "add", "--quiet", container, str(ROOT_FILES), "/")
    buildah(store, "commit", "--quiet", "--rm", container, BASE)


def built(store: Path, base: str) -> str:
    """The image's name."""
    volumes = [f"--volume={here}:{there}:ro" for here, there in OF_THIS_MACHINE.items() if Path(here).exists()]
    buildah(store, "bud", "--format", "docker", "--build-arg", f"BASE={base}", *volumes, "-t", "ostiary", str(ROOT))
    return "ostiary"


def serve(container: Container, port: int) -> None:
    """Migrate, serve with the image's own command line but its address, look at the health check, end."""
    server = container.start("ostiary", "serve", "--host", "127.0.0.1", "--port", str(port))
    try:
        patience = time.monotonic() + PATIENCE
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answered:
                    assert answered.status == 200
                    break
            except OSError:
                assert server.poll() is None, "the server ended"
                assert time.monotonic() < patience, "the server does not get ready"
                time.sleep(0.2)
        with urlopen(f"http://127.0.0.1:{port}/login?client_id=console", timeout=5) as page:
            assert b"<script" in page.read(), "the pages were not built in"
    finally:
        server.terminate()
        assert server.wait(PATIENCE) == 0, "SIGTERM ends it with status 0"


def main(base: str | None) -> None:
    """Build and start; raises what goes wrong."""
    with tempfile.TemporaryDirectory(prefix="ostiary-image-") as folder:
        store = Path(folder)
        if base is None:
            made_base(store)
        container_id = buildah(store, "from", built(store, base or BASE))
        data = store / "data"
        data.mkdir()
        shutil.chown(data, 10001, 10001)
        port = free_port()
        container = Container(Path(buildah(store, "mount", container_id)), data, f"http://127.0.0.1:{port}")
        try:
            assert container.said("id", "-u").strip() == "10001"
            assert container.said("sh", "-c", "touch /opt/x 2>/dev/null || echo read-only").strip() == "read-only"
            assert not container.said("sh", "-c", "command -v node npm || true"), "what builds stays behind"
            container.keys = container.said("ostiary", "keys", "generate").strip()
            assert "applied 0001" in container.said("ostiary", "migrate")
            serve(container, port)
            assert '"isSound": true' in container.said("ostiary", "doctor", "--json")
        finally:
            buildah(store, "umount", container_id)
    print("The image was built, runs as 10001 on a read-only root, and serves.")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
