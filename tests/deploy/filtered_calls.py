"""A process that may not ask for another priority, as the systemd unit's SystemCallFilter has it (seccomp(2))."""

import ctypes
import errno
import platform
import struct

SETPRIORITY = 141 if platform.machine() == "x86_64" else 140
"""The call's number; that of x86-64 is one of its own."""

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD_NUMBER, _SKIP_UNLESS, _ANSWER = 0x20, 0x15, 0x06
_ALLOWED, _FAILS, _KILLED = 0x7FFF0000, 0x00050000, 0x80000000


def refuse_setpriority(error_name: str) -> None:
    """From here on the call fails with this error, such as EPERM; without a name it ends the process by SIGSYS."""
    refusal = _FAILS | getattr(errno, error_name) if error_name else _KILLED
    steps = [(_LOAD_NUMBER, 0, 0), (_SKIP_UNLESS, 1, SETPRIORITY), (_ANSWER, 0, refusal), (_ANSWER, 0, _ALLOWED)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", step, 0, skip, k) for step, skip, k in steps))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    for option, value, pointer in ((_NO_NEW_PRIVILEGES, 1, None), (_SECCOMP, _FILTER, program)):
        if libc.prctl(option, ctypes.c_ulong(value), pointer, ctypes.c_ulong(0), ctypes.c_ulong(0)):
            raise OSError(ctypes.get_errno(), "prctl")
