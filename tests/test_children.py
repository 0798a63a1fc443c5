"""A test run that is killed leaves no process behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

from skill.settings import HOME

PARENT = """
import sys, time
from tests.children import started
child = started([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
print(child.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel does this on Linux only")
def test_a_child_ends_with_a_parent_that_was_killed():
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=HOME, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    os.kill(child, 0)  # it is there
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(200):
        try:
            with open(f"/proc/{child}/stat", encoding="utf-8") as stat:
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return
        except FileNotFoundError:
            return
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    pytest.fail("it was left behind")


def test_no_test_starts_a_process_otherwise():
    """`subprocess.run` waits for its child; what goes on beside the test is started so."""
    found = [
        path.name
        for path in sorted((HOME / "tests").rglob("*.py"))
        if "subprocess.Popen(" in path.read_text(encoding="utf-8")
    ]
    assert found == ["children.py", "test_children.py"]
