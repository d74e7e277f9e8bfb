"""Runs a program and counts its durable steps: whatever it, its threads and its children ask of the
kernel that changes a file or goes out to the network. At one of them it can be killed with -9.

    python stepwise.py [--warm]         orders on standard input, see `Order`

The program is killed on entering a step N, so that steps 1 to N-1 have happened and N has not;
with its children, or alone, so that they run on as orphans.

The kernel stops the program at these calls only (a seccomp filter under ptrace), so that it runs
about as fast as by itself. strace can't do it: it counts calls thread by thread, and what it kills
is the process that made the call, git, say, and not the program that had started git. Linux
on x86-64 and ARM64.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import platform
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple, NoReturn, TypedDict

# Call: number on x86-64, number on ARM64 (None where it has no such call).
CALLS: dict[str, tuple[int, int | None]] = {
    "write": (1, 64),
    "pwrite64": (18, 68),
    "writev": (20, 66),
    "pwritev": (296, 70),
    "sendfile": (40, 71),
    "copy_file_range": (326, 285),
    "truncate": (76, 45),
    "ftruncate": (77, 46),
    "fallocate": (285, 47),
    "fsync": (74, 82),
    "fdatasync": (75, 83),
    "open": (2, None),
    "openat": (257, 56),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "rmdir": (84, None),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "utimensat": (280, 88),
    "connect": (42, 203),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "execve": (59, 221),
}
_FLAGS_AT = {"open": 1, "openat": 2}
"""Which argument holds the flags of an opening; without these it changes nothing."""
_CHANGING = os.O_CREAT | os.O_TRUNC
_DESCRIPTOR_AT = {
    **dict.fromkeys(("write", "pwrite64", "writev", "pwritev", "sendfile"), 0),
    **dict.fromkeys(("ftruncate", "fallocate", "fsync", "fdatasync", "fchmod"), 0),
    **dict.fromkeys(("connect", "sendto", "sendmsg"), 0),
    "copy_file_range": 2,
}
"""Which argument is the descriptor of what changes, where one is."""
_PATH_AT = {
    **dict.fromkeys(("openat", "mkdirat", "unlinkat", "utimensat", "fchmodat"), 1),
    **dict.fromkeys(("renameat", "renameat2", "linkat"), 3),
    **dict.fromkeys(("rename", "link", "symlink"), 1),
    "symlinkat": 2,
}
"""Which argument names what changes, where it is a path and not the first argument."""

PTRACE_TRACEME, PTRACE_CONT, PTRACE_SETOPTIONS, PTRACE_GET_SYSCALL_INFO = 0, 7, 0x4200, 0x420E
FORK, VFORK, CLONE, EXEC, SECCOMP = 1, 2, 3, 4, 7
OPTIONS = sum(1 << event for event in (FORK, VFORK, CLONE, EXEC, SECCOMP)) | 0x100000  # EXITKILL
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 22, 38
WALL = 0x40000000

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


@cache
def supported() -> str:
    """Why steps can't be counted here; empty where they can."""
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"):
        return "steps of a program are counted on Linux only, on x86-64 and ARM64"
    child = os.fork()
    if child == 0:
        os._exit(libc.ptrace(PTRACE_TRACEME, 0, None, None) != 0 or not _forbid_nothing())
    return "" if os.waitpid(child, 0)[1] == 0 else "tracing a program is not allowed here"


class Order(TypedDict):
    """One run of the program."""

    program: str
    """The command's path; empty for a fork of this process, which has imported it already."""
    arguments: list[str]
    folder: str
    output: str
    """The file that takes what it prints."""
    steps: str
    """The file that gets a line a step: whose it is ("main" or "child"), the call, and what it is
    about. Without one the program runs by itself."""
    kill: int
    """The step at which it dies; 0 for none."""
    alone: bool
    """Whether its children run on."""


WARM = (
    "teg_tui.cli",
    "teg_tui.commands.carrying_out",
    "teg_tui.golf.claims",
    "teg_tui.reports.own_work",
    "teg_tui.service.service",
    "anthropic.resources.messages",
    "anyio._backends._asyncio",
    "genai_prices.data",
    "git",
    "polars",
)
"""What takes longest to import: once here instead of once a run."""
MOST_SECONDS = 120


class Step(NamedTuple):
    """A call that changes something outside the process."""

    process: int
    call: str
    about: str


@cache
def _numbers() -> dict[int, str]:
    column = 0 if platform.machine() == "x86_64" else 1
    return {number: call for call, its in CALLS.items() if (number := its[column]) is not None}


# In the child: a filter that hands over exactly these calls


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def _filter() -> bytes:
    """Berkeley packet filter code: "trace" for the calls above, "allow" for all others."""
    load, if_equal, if_any_bit, answer = 0x20, 0x15, 0x45, 0x06
    allow, trace = 0x7FFF0000, 0x7FF00000
    code = [(load, 0, 0, 0)]
    for number, call in _numbers().items():
        if call in _FLAGS_AT:
            argument = 16 + 8 * _FLAGS_AT[call]
            code += [(if_equal, 0, 4, number), (load, 0, 0, argument)]
            code += [(if_any_bit, 0, 1, _CHANGING), (answer, 0, 0, trace), (answer, 0, 0, allow)]
        else:
            code += [(if_equal, 0, 1, number), (answer, 0, 0, trace)]
    code.append((answer, 0, 0, allow))
    return b"".join(struct.pack("=HBBI", *each) for each in code)


def _install(code: bytes) -> bool:
    held = ctypes.create_string_buffer(code)
    program = _Program(len(code) // 8, ctypes.addressof(held))
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0) == 0)


def _forbid_nothing() -> bool:
    return _install(struct.pack("=HBBI", 0x06, 0, 0, 0x7FFF0000))


def _be_traced() -> None:
    libc.ptrace(PTRACE_TRACEME, 0, None, None)
    os.kill(os.getpid(), signal.SIGSTOP)
    if not _install(_filter()):
        os._exit(125)


# In the parent: every stop of every thread, until all are gone


class Tracer:
    """A program under way, with all its threads and children."""

    def __init__(self, become: Callable[[], NoReturn]) -> None:
        """`become` is called in the new process."""

        def become_traced() -> NoReturn:
            _be_traced()
            become()

        self.main = _fork(become_traced)
        os.waitpid(self.main, WALL)
        _ptrace(PTRACE_SETOPTIONS, self.main, OPTIONS)
        self.code = 0
        self._threads: dict[int, int] = {self.main: self.main}
        """Each with its process."""
        self._sockets: set[str] = set()
        """Those that go out to the network."""
        self._waiting: int | None = None
        self._dead = False
        self._continue(self.main)

    def steps(self) -> Iterator[Step]:
        """Its steps, each before it happens: it happens when the next one is asked for."""
        if self._waiting is not None:
            self._continue(self._waiting)
        while True:
            try:
                thread, status = os.waitpid(-1, WALL)
            except ChildProcessError:  # all are gone, those too that were just being born
                return
            if os.WIFEXITED(status) or os.WIFSIGNALED(status):
                self._threads.pop(thread, None)
                if thread == self.main:
                    self.code = os.waitstatus_to_exitcode(status)
                continue
            if thread not in self._threads:
                self._threads[thread] = _group(thread)
                if self._dead:
                    _kill(thread)
            event, number = status >> 16, os.WSTOPSIG(status)
            if event == SECCOMP and (step := self._step(thread)) is not None:
                self._waiting = thread
                yield step
                self._waiting = None
            its_own = event == 0 and number not in (signal.SIGTRAP, signal.SIGSTOP)
            self._continue(thread, number if its_own else 0)

    def kill(self, *, alone: bool) -> None:
        """End it; and its children, or else they run on without it."""
        self._dead = not alone
        _kill(self.main)
        for process in set(self._threads.values()) if self._dead else ():
            _kill(process)

    def _continue(self, thread: int, deliver: int = 0) -> None:
        with suppress(ProcessLookupError):  # killed meanwhile
            _ptrace(PTRACE_CONT, thread, deliver)

    def _step(self, thread: int) -> Step | None:
        """What a thread is about to do; None where it changes nothing outside of the program."""
        info = ctypes.create_string_buffer(88)
        try:
            _ptrace(PTRACE_GET_SYSCALL_INFO, thread, ctypes.addressof(info), size=len(info))
        except ProcessLookupError:
            return None
        number, *arguments = struct.unpack_from("=7Q", info, 24)
        call = _numbers()[number]
        about = self._about(thread, call, arguments)
        return None if about is None else Step(self._threads[thread], call, about)

    def _about(self, thread: int, call: str, arguments: list[int]) -> str | None:
        """The file, or "network"; None for pipes, terminals and devices, which outlive nobody."""
        if call == "connect":
            family = int.from_bytes(_memory(thread, arguments[1], 2), sys.byteorder)
            if family not in (socket.AF_INET, socket.AF_INET6):
                return None
            self._sockets.add(_descriptor(thread, arguments[0]))
        if call in _DESCRIPTOR_AT:
            about = _descriptor(thread, arguments[_DESCRIPTOR_AT[call]])
            if about in self._sockets:
                return "network"
            if not about.startswith("/"):
                return None
        else:
            about = _text(thread, arguments[_PATH_AT.get(call, 0)])
            if call == "execve" and not Path(about).exists():  # looked for along the PATH
                return None
        return None if about.startswith("/dev/") else about


def _ptrace(request: int, thread: int, data: int, size: int = 0) -> None:
    if libc.ptrace(request, thread, size, data) == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _group(thread: int) -> int:
    """The process that a thread belongs to."""
    with suppress(OSError):
        for line in Path(f"/proc/{thread}/status").read_text().splitlines():
            if line.startswith("Tgid:"):
                return int(line.split()[1])
    return thread


def _descriptor(thread: int, number: int) -> str:
    """A path; "pipe:[7]", "socket:[8]" or "anon_inode:…"; empty where it is closed."""
    with suppress(OSError):
        return str(Path(f"/proc/{thread}/fd/{number}").readlink())
    return ""


def _text(thread: int, address: int) -> str:
    return os.fsdecode(_memory(thread, address, 4096).partition(b"\0")[0])


def _memory(thread: int, address: int, size: int) -> bytes:
    with suppress(OSError), Path(f"/proc/{thread}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(size)
    return b""


def trace(become: Callable[[], NoReturn], to: IO[str], kill: int, *, alone: bool) -> int:
    """Run a program, killed at a step or not at all (0); its exit code."""
    tracer = Tracer(become)
    for number, step in enumerate(tracer.steps(), 1):
        whose = "main" if step.process == tracer.main else "child"
        to.write(f"{whose} {step.call} {step.about}\n")
        if number == kill:
            tracer.kill(alone=alone)
            break
    for _ in tracer.steps():  # what goes on of it, if anything does
        pass
    return tracer.code


def run(order: Order) -> int:
    """Run the program once, as ordered; its exit code."""

    def become() -> NoReturn:
        _redirect(order)
        if order["program"]:
            os.execv(order["program"], [order["program"], *order["arguments"]])
        from teg_tui.cli import main as teg_tui

        sys.argv = ["teg-tui", *order["arguments"]]
        code = teg_tui()
        sys.stdout.flush()
        os._exit(code)

    if order["steps"]:
        with Path(order["steps"]).open("w", errors="surrogateescape") as to:
            return trace(become, to, order["kill"], alone=order["alone"])
    child = _fork(become)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _fork(become: Callable[[], NoReturn]) -> int:
    child = os.fork()
    if child == 0:
        try:
            become()
        except BaseException:
            traceback.print_exc()
        os._exit(125)
    return child


def _redirect(order: Order) -> None:
    """No input, and all output to a file."""
    output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for source, number in ((os.open(os.devnull, os.O_RDONLY), 0), (output, 1), (output, 2)):
        os.dup2(source, number)
    os.chdir(order["folder"])


def main() -> None:
    """Carry out orders, one JSON object a line, each answered by the program's exit code."""
    if sys.argv[1:] == ["--warm"]:
        for name in WARM:
            importlib.import_module(name)
        gc.freeze()  # so that a fork's collector leaves the memory that it shares alone
    for line in sys.stdin:
        signal.alarm(MOST_SECONDS)  # ends this process, and with it whatever it traces
        sys.stdout.write(f"{run(json.loads(line))}\n")
        sys.stdout.flush()
        signal.alarm(0)


if __name__ == "__main__":
    main()
