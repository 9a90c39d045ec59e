"""The Dockerfile built for real, by buildah in a store of its own, and what the image says of itself.

Where no registry of images can be reached the base is one of our own, made with debootstrap.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BASE = "localhost/ostiary-base"
ROOT_FILES = ROOT / ".build" / "image-base"
PACKAGES = "python3,python3-venv,python-is-python3,ca-certificates"
IMPATIENT = "\nfetch-timeout=60000\nfetch-retries=5\n"
"""npm waits five minutes for a download that stalls."""


@dataclass(frozen=True)
class Configuration:
    """What whoever runs the image goes by."""

    user: str
    entrypoint: Sequence[str]
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: str
    health_check: Sequence[str]
    """Its command, without the word CMD in front."""


@dataclass(frozen=True)
class Image:
    """`root`: where its files are mounted."""

    root: Path
    configuration: Configuration


def buildah(store: Path, *arguments: str) -> str:
    """One command of buildah in a store of its own; what it says is shown."""
    places = ["--root", str(store / "storage"), "--runroot", str(store / "run"), "--storage-driver", "vfs"]
    environment = {**os.environ, "BUILDAH_ISOLATION": "chroot"}
    done = subprocess.run(
        ["buildah", *places, *arguments], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()


def made_base(store: Path) -> str:
    """A small Debian with Python, as an image; its files are kept for the next time, if they are whole."""
    if not ROOT_FILES.exists():
        draft = ROOT_FILES.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(draft)],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        draft.rename(ROOT_FILES)
    container = buildah(store, "from", "scratch")
    buildah(store, "add", "--quiet", container, str(ROOT_FILES), "/")
    buildah(store, "commit", "--quiet", "--rm", container, BASE)
    return BASE


def built(store: Path, base: str) -> Image:
    """The image, mounted."""
    volumes = [f"--volume={here}:{there}:ro" for here, there in _of_this_machine(store).items() if here.exists()]
    buildah(store, "bud", "--format", "docker", "--build-arg", f"BASE={base}", *volumes, "-t", "ostiary", str(ROOT))
    told = json.loads(buildah(store, "inspect", "--type", "image", "ostiary"))
    container = buildah(store, "from", "ostiary")
    return Image(Path(buildah(store, "mount", container)), read(told["Docker"]["config"]))


def read(told: Mapping[str, Any]) -> Configuration:
    """From the words of an image of Docker's format. What is not set there is empty here."""
    kind, *health_check = (told.get("Healthcheck") or {}).get("Test") or [""]
    assert kind in ("", "CMD"), "a health check through a shell needs one inside"
    return Configuration(
        user=told.get("User") or "",
        entrypoint=told.get("Entrypoint") or [],
        command=told.get("Cmd") or [],
        environment=dict(pair.split("=", 1) for pair in told.get("Env") or []),
        folder=told.get("WorkingDir") or "/",
        health_check=health_check,
    )


def _of_this_machine(store: Path) -> dict[Path, str]:
    """How this machine reaches its packages, where it has settings of its own: seen while building, not kept."""
    own, npm = Path("/etc/npmrc"), store / "npmrc"
    npm.write_text((own.read_text("utf-8") if own.exists() else "") + IMPATIENT, "utf-8")
    return {
        Path("/etc/pip.conf"): "/etc/pip.conf",
        Path("/etc/ssl/certs"): "/etc/ssl/certs",
        npm: f"{Path.home()}/.npmrc",
    }
