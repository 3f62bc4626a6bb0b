"""The programs that are run under both tools, and how: what the first comments say, of the group
they belong to and of this one.

  args: words             its arguments (with cases: of each run)
  stdin: text             with the escapes of C
  flags, compile: words   more options for the compiler (of a level and for debugging: ours)
  tool: words             more options for Valgrind
  opt: O0                 at this level only
  std, standards: c++17   standards to compile for; the last is used
  compilers: g++          only these
  cases: 1 2 3            one run with each as its argument
  vbits: no, REASON       only errors are compared
  memcheck: no, REASON    not run in this group"""

import os
import re
import shlex
import shutil
import subprocess
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.realpath(os.environ.get("TOP", os.path.dirname(os.path.dirname(HERE))))
OUT = os.environ.get("OUT", os.path.join(TOP, "out"))
BUILD = os.environ.get("BUILD", os.path.join(TOP, "build"))
WORK = os.path.join(BUILD, "test-work", "memcheck")
VALGRIND = os.path.join(OUT, "bin", "valgrind")
COMPILERS = {".c": ("gcc", "clang"), ".cpp": ("g++", "clang++")}
KEYS = "args|stdin|flags|compile|tool|std|standards|compilers|cases|memcheck|vbits|opt"
FOLDERS = ("memcheck/programs", "memcheck/errors", "gdb/programs", "containers/programs",
           "ends/programs", "leaks/programs", "returns/programs", "windows/programs", "steps",
           "../examples")
SECONDS = 120
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C"}


class Broken(Exception):
    """A program that could not be built, or not run under a tool."""


def headers():
    """Of the Valgrind whose core files OUT has links to: PREFIX/libexec/valgrind has them."""
    core = os.path.join(OUT, "libexec", "valgrind")
    real = next(os.path.realpath(os.path.join(core, f)) for f in os.listdir(core) if "core" in f)
    return os.path.join(os.path.dirname(real), "..", "..", "include")


class Program:
    """Its name is its group's and its file's: gdb/strings."""

    def __init__(self, folder, file):
        stem, self.suffix = os.path.splitext(file)
        self.group = [w for w in folder.split("/") if w not in ("..", "programs")][-1]
        self.name = "%s/%s" % (self.group, stem)
        path = os.path.join(TOP, "regtest", folder, file)
        self.sources = [os.path.realpath(path)]
        if os.path.isdir(path):
            self.sources = sorted(os.path.realpath(os.path.join(path, f)) for f in os.listdir(path)
                                  if f.endswith(tuple(COMPILERS)))
            main = [s for s in self.sources if os.path.basename(s).startswith("main.")]
            self.suffix = os.path.splitext(main[0])[1] if main else ""
            self.sources = main + [s for s in self.sources if s not in main]
        self.folder = os.path.dirname(self.sources[0]) if self.sources else ""
        self.how = self.read_comment() if self.suffix in COMPILERS else {"memcheck": "no"}

    def read_comment(self):
        with open(self.sources[0]) as file:
            text = file.read()
        comment = re.match(r"(\s*//.*\n)+|[^*]*/\*(.|\n)*?\*/|", text).group(0)
        return dict(re.findall(r"^(?: \*|//|  ) (%s): (.*?) *(?:\*/)?$" % KEYS, comment, re.M))

    def is_meant(self):
        return not self.how.get("memcheck", "").startswith("no")

    def compilers(self):
        return self.how.get("compilers", "").split() or list(COMPILERS[self.suffix])

    def in_turn(self, choice, turn=0):
        """Over all programs each is used."""
        return choice[(zlib.crc32(self.name.encode()) + turn) % len(choice)]

    def standard(self):
        if self.suffix == ".c" or "compile" in self.how:
            return []
        word = (self.how.get("std") or self.how.get("standards") or "17").split()[-1]
        return ["-std=" + (word if word[0] == "c" else "c++" + word)]

    def flags(self):
        words = shlex.split(self.how.get("flags", self.how.get("compile", "")))
        return [w for w in words if w not in ("-g", "-O0")]

    def has_vbits(self):
        return self.group != "errors" and not self.how.get("vbits", "").startswith("no")

    def levels(self, choice):
        return [l for l in choice if l in self.how.get("opt", l).split()]

    def runs(self):
        """Arguments of each."""
        args = shlex.split(self.how.get("args", ""))
        return [args + [case] for case in self.how["cases"].split()] if "cases" in self.how else [args]


class Built:
    """A program as one compiler has it, in a folder of its own; purpose: what else tells it from
    those that are there at the same time."""

    def __init__(self, program, compiler, level, purpose=""):
        self.program, self.compiler, self.level = program, compiler, level
        self.title = "%s %s -%s" % (program.name, compiler, level)
        self.work = os.path.join(WORK, self.title.replace("/", ".").replace(" ", "") + purpose)
        self.binary = os.path.join(self.work, "program")
        self.tool_options = shlex.split(program.how.get("tool", ""))
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)
        with open(self.path("stdin"), "wb") as file:
            file.write(program.how.get("stdin", "").encode().decode("unicode_escape").encode())
        # glibc's headers make calls of other functions with _FORTIFY_SOURCE, which a distribution's
        # compiler may have on.
        self.call([compiler, "-g", "-" + level, "-w", "-U_FORTIFY_SOURCE", "-I", headers(), "-pthread",
                   "-o", self.binary] + program.standard()
                  + program.flags() + program.sources + ["-lm"])

    def path(self, name):
        return os.path.join(self.work, name)

    def call(self, words, good=(0,), **more):
        """Standard output.  good None: any exit code."""
        with open(self.path("stdin"), "rb") as stdin:
            done = subprocess.run(words, cwd=self.work, stdin=stdin, timeout=SECONDS,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
        if good is not None and done.returncode not in good:
            raise Broken("%s: exit %d: %s" % (words[0], done.returncode,
                                              done.stderr.decode(errors="replace")[-600:]))
        return done.stdout

    def record(self, arguments):
        """The file of a recording."""
        stream = self.path("stream")
        if os.path.exists(stream):
            os.remove(stream)
        self.call([VALGRIND, "-q", "--tool=sppgrind", "--sppgrind-out-file=" + stream,
                   *self.tool_options, self.binary, *arguments], good=None, env=ENVIRONMENT)
        if not os.path.exists(stream):
            raise Broken("sppgrind wrote no stream")
        return stream


def all_programs():
    found = []
    for folder in FOLDERS:
        path = os.path.join(TOP, "regtest", folder)
        if not os.path.isdir(path):
            continue
        for file in sorted(os.listdir(path)):
            if file.endswith(tuple(COMPILERS)) or os.path.isdir(os.path.join(path, file)):
                found.append(Program(folder, file))
    return [p for p in found if p.is_meant()]
