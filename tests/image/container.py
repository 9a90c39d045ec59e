"""An image as a container would have it: read-only, /tmp in memory, one volume, user 10001, mounts of its own."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_ENTER = """
mount --make-rprivate /
mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" "$0"
mount -t tmpfs tmpfs "$0/tmp"
mount --bind "$1" "$0/var/lib/ostiary"
mount -t proc proc "$0/proc"
mount --bind /dev "$0/dev"
root=$0; shift
exec chroot --userspec=10001:10001 "$root" "$@"
"""


@dataclass
class Container:
    """`root`: the mounted image; `data`: its volume; `public_url`: where it will be served."""

    root: Path
    data: Path
    public_url: str
    keys: str = ""

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Run a command; what it prints can be read."""
        settings = {
            "PATH": "/opt/ostiary/bin:/usr/bin:/bin",
            "PYTHONDONTWRITEBYTECODE": "1",
            "OSTIARY_DATABASE_URL": "sqlite:////var/lib/ostiary/ostiary.db",
            "OSTIARY_PUBLIC_URL": self.public_url,
            **({"OSTIARY_KEYS": self.keys} if self.keys else {}),
        }
        environment = [f"{name}={value}" for name, value in settings.items()]
        entered = ["unshare", "--mount", "sh", "-ec", _ENTER, str(self.root), str(self.data)]
        return subprocess.Popen([*entered, "env", "-i", *environment, *command], stdout=subprocess.PIPE, text=True)

    def said(self, *command: str) -> str:
        """What a command prints; it must succeed."""
        started = self.start(*command)
        told, _ = started.communicate(timeout=120)
        assert started.returncode == 0, (command, told)
        return told
