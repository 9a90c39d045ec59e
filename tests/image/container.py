"""An image as a container would have it: its own user, entrypoint, command, environment and folder, a read-only root.

/tmp is in memory, the volume is a folder, mounts and network are its own: what it listens on is nobody else's.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.image.building import Image

_ENTER = """
root=$0 data=$1 folder=$2 user=$3 group=$4
shift 4
ip link set lo up
mount --make-rprivate /
mount --bind "$root" "$root"
mount -o remount,ro,bind "$root" "$root"
mount -t tmpfs tmpfs "$root/tmp"
mount --bind "$data" "$root/var/lib/ostiary"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
exec nsenter --root="$root" --wd="$root$folder" --setgid "$group" --setuid "$user" -- env -i "$@"
"""


@dataclass
class Container:
    """`data`: its volume; `settings`: what is added to the image's environment when it is run."""

    image: Image
    data: Path
    settings: Mapping[str, str]

    @property
    def environment(self) -> list[str]:
        """As `env` takes it."""
        return [f"{name}={value}" for name, value in {**self.image.configuration.environment, **self.settings}.items()]

    @property
    def owner(self) -> tuple[str, str]:
        """User and group of the image; a user without a group has that of root, as for Docker."""
        user, _, group = self.image.configuration.user.partition(":")
        return user or "0", group or "0"

    def started(self, *arguments: str) -> subprocess.Popen[str]:
        """The image's entrypoint with these, or with its own command; what it prints can be read."""
        configuration = self.image.configuration
        return self.started_instead(*configuration.entrypoint, *(arguments or configuration.command))

    def said(self, *arguments: str) -> str:
        """What the entrypoint prints with these; it must succeed."""
        return _whole(self.started(*arguments))

    def said_instead(self, *command: str) -> str:
        """What something else prints in the place of the entrypoint; it must succeed."""
        return _whole(self.started_instead(*command))

    def inside(self, running: subprocess.Popen[str], command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run something beside what runs, where it runs, as who it is."""
        user, group = self.owner
        entered = ["nsenter", "--target", str(running.pid), "--mount", "--net", "--root", "--wd"]
        whole = [*entered, "--setgid", group, "--setuid", user, "--", "env", "-i", *self.environment, *command]
        return subprocess.run(whole, capture_output=True, text=True, timeout=60, check=False)

    def started_instead(self, *command: str) -> subprocess.Popen[str]:
        """Something else in the place of the entrypoint."""
        user, group = self.owner
        places = [str(self.image.root), str(self.data), self.image.configuration.folder]
        entered = ["unshare", "--mount", "--net", "sh", "-ec", _ENTER, *places, user, group]
        path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
        return subprocess.Popen(
            [*entered, *self.environment, *command],
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            text=True,
        )


def _whole(running: subprocess.Popen[str]) -> str:
    told, _ = running.communicate(timeout=120)
    assert running.returncode == 0, (running.args, told)
    return told
