"""Processes that end with the test run, however it ends."""

import ctypes
import signal
import subprocess
import sys
from typing import Any

_PR_SET_PDEATHSIG = 1


def started(command: list[str], **more: Any) -> "subprocess.Popen[Any]":
    """As subprocess.Popen; on Linux the kernel ends the child when this process is gone, killed or not."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        more["preexec_fn"] = lambda: libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    return subprocess.Popen(command, **more)
