"""A hundred programs and more of different kinds through spp-run: the examples, and those of other
groups of tests.  None fails, hangs, or gives a trace that is empty or against the contract.

What an example prints is what it prints natively, in the last step too.  A line "stdin: TEXT" in its
first comment is what it reads, "ends: CODE" the code that spp-run then ends with."""

import glob
import os
import re
import subprocess
import sys

from harness import DONE, LIMIT, PROGRAM, TOP, Folder, same

sys.path.insert(0, os.path.join(TOP, "regtest", "opt"))
import contract  # noqa: E402

# How many of each: those of containers take long to compile.
OF_OTHER_GROUPS = {"steps": 10, "opt": 10, "ends/programs": 30, "containers/programs": 3,
                   "gdb/programs": 26}
# They need more than one source, or headers of ours; or wait for what they have to be given.
NOT_ALONE = re.compile(r'#include "|libcxx_|#include <valgrind|__VALGRIND|memory_fault')
ENOUGH = 100


def all_sources(folder):
    return sorted(glob.glob(os.path.join(TOP, folder, "*.c"))
                  + glob.glob(os.path.join(TOP, folder, "*.cpp")))


def text_of(source):
    with open(source, encoding="utf-8", errors="replace") as f:
        return f.read()


def said(source, key, otherwise):
    found = re.search(rf"\b{key}: *(.*?) *(\*/)?$", text_of(source)[:600], re.M)
    return found.group(1) if found else otherwise


def flags(source):
    """The newest standard that a program names."""
    names = said(source, "std", "") or said(source, "standards", "")
    words = [w for w in names.split() if re.match(r"(c\+\+)?\d\d$", w)]
    return ["--std=c++" + words[-1].removeprefix("c++")] if words and source.endswith("cpp") else []


def checked(name, source, stdin, *options):
    """The exit code and the steps."""
    ran = Folder("menu-" + name).run("--time-limit=60", "--post=--max-size=3000000", *options,
                                     source, stdin=stdin)
    assert ran.code in (DONE, PROGRAM, LIMIT), f"exit code {ran.code}: {ran.err}"
    return ran.code, contract.check_document(ran.out, "opt")


def native(source, stdin):
    binary = Folder("native-" + os.path.basename(source)).file("program")
    compiler = "c++" if source.endswith("cpp") else "cc"
    subprocess.run([compiler, "-g", "-o", binary, source, "-lm"], check=True, timeout=60)
    return subprocess.run([binary], input=stdin, capture_output=True, timeout=20)


def check_example(source):
    stdin = said(source, "stdin", "").encode()
    code, steps = checked(os.path.basename(source), source, stdin)
    same("exit code", int(said(source, "ends", DONE)), code)
    alone = native(source, stdin)
    same("exit code of its own", code != DONE, alone.returncode != 0)
    if code != DONE:                   # natively what is buffered is lost
        same("ends with", "exception", steps[-1]["event"])
        assert steps[-1]["stdout"].startswith(alone.stdout.decode()), steps[-1]["stdout"]
        return
    same("output", alone.stdout.decode(), steps[-1]["stdout"])
    same("errors", alone.stderr.decode(), steps[-1].get("stderr", ""))
    assert steps[-1]["event"] in ("return", "call"), steps[-1]["event"]


def check_other(source, name):
    code, steps = checked(name, source, b"12 -7\nsecond line\nxyz\n", *flags(source))
    shown = [s for s in steps if s["frames"]]
    assert len(shown) > 2 or code == PROGRAM, f"only {len(shown)} steps"


def tests():
    found = {}
    for source in all_sources("examples"):
        found["example " + os.path.basename(source)] = lambda s=source: check_example(s)
    for group, how_many in OF_OTHER_GROUPS.items():
        fit = [s for s in all_sources("regtest/" + group) if not NOT_ALONE.search(s + text_of(s))]
        for source in fit[:how_many]:
            name = f"{group.partition('/')[0]}-{os.path.basename(source)}"
            found[name] = lambda s=source, n=name: check_other(s, n)
    assert len(found) >= ENOUGH, len(found)
    return found
