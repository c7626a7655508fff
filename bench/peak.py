"""Runs a command; gives its seconds, peak memory in MB and exit status.

    peak.run(["verbale", ...])

Linux counts the memory of whoever starts a process into the process's peak, as it was at the
moment of starting.  So a Python of its own starts the command, which holds 10 MB whatever the
caller holds: smaller peaks than that cannot be seen.
"""

import json
import os
import subprocess
import sys
import time


def run(command):
    return measure(command)[:3]


def measure(command):
    """The same, and the seconds of processor time, which a busy machine changes less."""
    said = subprocess.run([sys.executable, "-S", "-E", os.path.abspath(__file__), *command],
                          stdout=subprocess.PIPE, check=True).stdout
    return json.loads(said)


def main():
    begin = time.monotonic()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps([time.monotonic() - begin, usage.ru_maxrss / 1024, process.returncode,
                      usage.ru_utime + usage.ru_stime]))


if __name__ == "__main__":
    main()
