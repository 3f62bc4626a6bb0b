"""What the tests of spp-run are made of."""

import json
import os
import shutil
import subprocess

HERE = os.path.dirname(os.path.realpath(__file__))
TOP = os.environ.get("TOP", os.path.dirname(os.path.dirname(HERE)))
OUT = os.environ.get("OUT", os.path.join(TOP, "out"))
BUILD = os.environ.get("BUILD", os.path.join(TOP, "build"))
WORK = os.path.join(BUILD, "test-work", "run")
TMP = os.path.join(WORK, "tmp")
SPP_RUN = os.path.join(OUT, "bin", "spp-run")

DONE, PROGRAM, USAGE, COMPILE, LIMIT, TOOL = range(6)
SECONDS = 60

# What a test reads and writes is in a folder of its own.
HELLO = '#include <stdio.h>\nint main(void)\n{\n\tputs("hello");\n\treturn 0;\n}\n'


class Folder:
    """A folder of this test's own, with the files given, as text."""

    def __init__(self, name, **files):
        self.path = os.path.join(WORK, name)
        shutil.rmtree(self.path, ignore_errors=True)
        os.makedirs(self.path)
        for file, text in files.items():
            self.write(file.replace("__", "."), text)

    def write(self, name, text):
        with open(os.path.join(self.path, name), "w", encoding="utf-8") as f:
            f.write(text)
        return os.path.join(self.path, name)

    def file(self, name):
        return os.path.join(self.path, name)

    def run(self, *arguments, **how):
        """spp-run there: how it ended, what it wrote."""
        how.setdefault("cwd", self.path)
        return run(*arguments, **how)


class Ran:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def trace(self):
        """The steps of the opt document that was written, without its marker."""
        trace = json.loads(self.out)["trace"]
        return trace[:-1] if trace[-1]["event"] == "instruction_limit_reached" else trace


def environment(more=None):
    os.makedirs(TMP, exist_ok=True)
    return {**os.environ, "TMPDIR": TMP, **(more or {})}


def run(*arguments, stdin=b"", cwd=WORK, env=None):
    done = subprocess.run([SPP_RUN, *arguments], input=stdin, capture_output=True, cwd=cwd,
                          timeout=SECONDS, env=environment(env))
    return Ran(done.returncode, done.stdout, done.stderr.decode(errors="replace"))


def same(what, expected, found):
    """Raises with both if they differ."""
    if expected != found:
        raise AssertionError(f"{what}:\n  expected {expected!r}\n  found    {found!r}")


def line_of(text, part):
    return next(i for i, line in enumerate(text.split("\n"), 1) if part in line)
