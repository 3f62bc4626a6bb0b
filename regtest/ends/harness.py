"""What the tests of this group are made of: compile, run natively, record, read the recording."""

import json
import os
import re
import shlex
import signal
import subprocess

HERE = os.path.dirname(os.path.realpath(__file__))
TOP = os.environ.get("TOP", os.path.dirname(os.path.dirname(HERE)))
OUT = os.environ.get("OUT", os.path.join(TOP, "out"))
BUILD = os.environ.get("BUILD", os.path.join(TOP, "build"))
WORK = os.path.join(BUILD, "test-work", "ends")
VALGRIND = os.path.join(OUT, "bin", "valgrind")
SPP_POST = os.path.join(OUT, "bin", "spp-post")
CC = shlex.split(os.environ.get("CC", "cc"))
CXX = shlex.split(os.environ.get("CXX", "c++"))

SECONDS = 60
FILE_BLOCKS = 4000000         # of 512 bytes: no recording here comes near it

# The tool's and the core's own lines on standard error.
MESSAGE = re.compile(rb"^==\d+== ?(.*)\n", re.M)


def source(name):
    everyday = os.path.join(HERE, "programs", name)
    return everyday if os.path.exists(everyday) else os.path.join(HERE, "special", name)


def compiled(name, *flags, to=None):
    """Compiles NAME of programs/ or special/, says where it is.  Without flags: -g -O0."""
    output = os.path.join(WORK, to or name.rsplit(".", 1)[0])
    compiler = CC if name.endswith(".c") else CXX
    command = [*compiler, "-o", output, source(name), *(flags or ("-g", "-O0")), "-lm", "-ldl",
               "-pthread", "-I", os.path.join(TOP, "sppgrind"), "-I", valgrind_headers()]
    subprocess.run(command, check=True, timeout=SECONDS, cwd=WORK)
    return output


def valgrind_headers():
    """Of the Valgrind whose core files OUT has links to: PREFIX/libexec/valgrind has them."""
    core = os.path.join(OUT, "libexec", "valgrind")
    places = [os.path.realpath(os.path.join(core, f)) for f in os.listdir(core) if "core" in f]
    prefix = os.path.dirname(os.path.dirname(os.path.dirname(places[0])))
    return os.path.join(prefix, "include", "valgrind")


def shell_quoted(command):
    return " ".join(shlex.quote(c) for c in command)


class Ran:
    """A program that has ended: code (negative: a signal), out, err without the tool's lines, and
    those lines as messages."""

    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout
        self.err = MESSAGE.sub(b"", done.stderr)
        self.messages = [m.decode(errors="replace") for m in MESSAGE.findall(done.stderr)]

    def warnings(self):
        return [m for m in self.messages if m.startswith(("warning:", "error:"))]


def run(command, stdin=b"", cwd=WORK, env=None):
    """Any command, bounded."""
    limited = ["sh", "-c", f"ulimit -f {FILE_BLOCKS}; ulimit -c 0; exec \"$@\"", "sh", *command]
    done = subprocess.run(limited, input=stdin, capture_output=True, timeout=SECONDS, cwd=cwd,
                          env=dict(os.environ, **(env or {})))
    return Ran(done)


def under_tool(command, *options):
    return [VALGRIND, "--tool=sppgrind", *options, *command]


class Recording:
    """A recording of command in a file of its own name; gone when used as a context manager."""

    def __init__(self, name, command, *options, **how):
        self.file = os.path.join(WORK, name + ".spp")
        if os.path.exists(self.file):
            os.unlink(self.file)
        self.ran = run(under_tool(command, "-q", "--sppgrind-out-file=" + self.file, *options),
                       **how)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if os.path.exists(self.file):
            os.unlink(self.file)

    def info(self):
        return info(self.file)

    def dump(self):
        return post("dump", self.file)[0].splitlines()

    def records(self, tag):
        return [line for line in self.dump() if line.split()[1] == tag]

    def steps(self, *options):
        lines = post("steps", "--max-steps=0", *options, self.file)[0].splitlines()
        return [json.loads(line) for line in lines]


def post(sink, *arguments):
    """What spp-post prints, and its exit code."""
    done = subprocess.run([SPP_POST, sink, *arguments], capture_output=True, timeout=SECONDS,
                          text=True, errors="replace")
    return done.stdout, done.returncode


def info(file):
    """`spp-post info` as a dictionary, and its exit code as "exit"."""
    text, code = post("info", file)
    facts = dict(re.split(r":\s+", line, maxsplit=1) for line in text.splitlines() if ": " in line)
    facts["exit"] = code
    return facts


def how_it_ended(code):
    """What info should say of a program that a parent sees end with this code."""
    if code >= 0:
        return f"exit code {code}"
    return f"signal {-code} ({signal.Signals(-code).name})"


def same(what, expected, found):
    """Raises with both if they differ."""
    if expected != found:
        raise AssertionError(f"{what}:\n  expected {expected!r}\n  found    {found!r}")
