"""Runs a command and says what it took: seconds, processor seconds, and the memory of its processes.

Processor seconds come from `wait4`: they count every descendant that was waited for, to the microsecond. Memory does
not come from there: `ru_maxrss` of a child begins with what its parent held at the fork. Instead /proc is looked at
every few milliseconds: `VmHWM` is each process's own peak so far, so a process has to be seen but once, late in its
life. Pages that processes share, such as code, count in each. Looking costs time, so runs that are timed are not
looked at.
"""

import dataclasses
import os
import pathlib
import subprocess
import threading
import time

LOOK_SECONDS = 0.002
# Long runs need no such haste, and should not be disturbed.
LOOK_SECONDS_LATER, LATER = 0.05, 2.0
# Of what is free when the run starts, before it is stopped: the machine must not begin to swap.
MOST_MEMORY = 0.8


class Stopped(Exception):
    """The command took too much of something; the words say what."""


class Failed(Exception):
    """The command failed; the words are its last ones."""


@dataclasses.dataclass
class Run:
    wall: float
    processor: float


@dataclasses.dataclass
class Memory:
    """Peak resident bytes of the command itself and of the largest process that it started."""

    host: int
    worker: int


def run(command, folder, log, timeout, look=False):
    """Runs the command in a folder. Gives its times, and its memory if it was looked at."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795000000", "LC_ALL": "C.UTF-8"}
    with open(log, "wb") as words:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=words, stderr=subprocess.STDOUT
        )
        watch = Watch(process.pid, timeout, look)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.end()
    if watch.stopped:
        raise Stopped(watch.stopped)
    if process.returncode != 0:
        said = pathlib.Path(log).read_text("utf-8", "replace").strip().splitlines()
        raise Failed(said[-1] if said else f"exit code {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime), watch.memory()


class Watch(threading.Thread):
    """Looks at the processes while they run, and stops what runs too long or takes too much."""

    def __init__(self, process, timeout, look):
        super().__init__(daemon=True)
        self.process, self.timeout, self.look = process, timeout, look
        self.peaks, self.stopped, self.ended = {}, None, threading.Event()
        self.most = MOST_MEMORY * available_bytes()

    def run(self):
        started = time.monotonic()
        while True:
            past = time.monotonic() - started
            if past > self.timeout:
                return self.stop(f"over {self.timeout} s")
            haste = self.look and past < LATER
            if self.look or past > LATER:
                if self.note() > self.most:
                    return self.stop(f"over {self.most / 1e9:.0f} GB")
            if self.ended.wait(LOOK_SECONDS if haste else LOOK_SECONDS_LATER if past > LATER else LATER):
                return

    def note(self):
        """Gives what those that run have taken together."""
        running = {process: peak_bytes(process) for process in tree(self.process)}
        # The last value, which is the highest: only between its start and its own program does a process show another,
        # its parent's. One that has ended shows none.
        self.peaks |= {process: peak for process, peak in running.items() if peak}
        return sum(running.values())

    def stop(self, why):
        self.stopped = why
        for process in reversed(tree(self.process)):
            try:
                os.kill(process, 9)
            except ProcessLookupError:
                pass

    def end(self):
        self.ended.set()
        self.join()

    def memory(self):
        host = self.peaks.get(self.process, 0)
        return Memory(host, max((peak for process, peak in self.peaks.items() if process != self.process), default=0))


def tree(process):
    """A process and its descendants, those that are there."""
    found = [process]
    for parent in found:
        try:
            for task in os.listdir(f"/proc/{parent}/task"):
                with open(f"/proc/{parent}/task/{task}/children") as children:
                    found += [int(child) for child in children.read().split()]
        except (FileNotFoundError, ProcessLookupError):
            pass
    return found


def peak_bytes(process):
    return field(f"/proc/{process}/status", "VmHWM:")


def available_bytes():
    return field("/proc/meminfo", "MemAvailable:")


def field(path, name):
    """A size in one of the kernel's tables, which it gives in KiB; 0 when the process is gone."""
    try:
        with open(path) as lines:
            for line in lines:
                if line.startswith(name):
                    return int(line.split()[1]) * 1024
    except (FileNotFoundError, ProcessLookupError):
        pass
    return 0
