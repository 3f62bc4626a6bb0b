"""The tests of programs/*.c and *.cpp.

A program's first comment says what it protects.  Comments may also say:
  compile: FLAGS         instead of -g -O0
  args: shell words      its arguments
  stdin: text            with the escapes of C; without it, standard input is empty
  totals: no             Memcheck counts the heap differently here, and why
  tool: OPTIONS          more options of the tool
  now: name=JSON ...     on a line of code: at each step there, the innermost variable of this
                         name, or name[i] of a heap block, has this value
  last: N                only the last N steps are looked at for that
  warns: text            the tool prints this warning, and no other"""

import json
import os
import re
import shlex

from harness import (HERE, Recording, VALGRIND, WORK, compiled, how_it_ended, run, same)

# As the tool makes it: a program that crashes has printed what it printed, and no buffer is
# allocated.
UNBUFFERED = ["stdbuf", "-o0"]


class Program:
    def __init__(self, name):
        self.name = name
        with open(os.path.join(HERE, "programs", name), encoding="utf-8") as f:
            self.lines = f.read().splitlines()
        self.flags = shlex.split(self.said("compile"))
        self.args = shlex.split(self.said("args"))
        self.options = shlex.split(self.said("tool"))
        self.stdin = self.said("stdin").encode().decode("unicode_escape").encode()
        self.warning = self.said("warns")

    def said(self, key):
        for line in self.lines:
            found = re.search(rf"^\W*{key}: (.*?)( \*/)?$", line)
            if found:
                return found[1]
        return ""

    def promises(self):
        """(line, name, value) of every "now:"."""
        for number, line in enumerate(self.lines, 1):
            found = re.search(r"now: (.*?)( \*/)?$", line)
            for promise in found[1].split() if found else ():
                name, value = promise.split("=", 1)
                yield number, name, json.loads(value)


def shown(step, name):
    """The value of the innermost variable of this name, or of a global; absent: None.  name[i] is
    an element of the heap block that the pointer points to."""
    if name.endswith("]"):
        pointer, index = name[:-1].split("[")
        start = shown(step, pointer)
        block = next(b for b in step["heap"] if b["address"] == start)
        return block["value"]["elements"][int(index)]["value"]
    frame = step["frames"][-1]["locals"] if step["frames"] else []
    for variable in [*frame, *step["globals"]]:
        if variable["name"] == name:
            return variable.get("value")
    return None


def check_promises(program, recording):
    promises = list(program.promises())
    if not promises:
        return
    window = []
    if program.said("last"):
        count = int(recording.info()["steps"])
        window = [f"--from={max(1, count + 1 - int(program.said('last')))}"]
    steps = recording.steps(*window)
    for number, name, value in promises:
        there = [s for s in steps if s["line"] == number and s["file"].endswith(program.name)]
        assert there, f"no step on line {number}"
        for step in there:
            same(f"step {step['step']}, line {number}, {name}", value, shown(step, name))


def check_ending(recording, native):
    facts = recording.info()
    same("info's exit code", 0, facts["exit"])
    same("the stream ends", "whole", facts["stream ends"])
    same("the program ended", how_it_ended(native.code), facts["ended"])
    return facts


def memcheck_totals(command, stdin):
    """Memcheck's line in the words of info; the last one, which is the first process's."""
    options = ["--leak-check=no"]
    ran = run([*UNBUFFERED, VALGRIND, "--tool=memcheck", *options, *command], stdin=stdin)
    found = [m for m in ran.messages if "total heap usage: " in m]
    counts = re.findall(r"\d[\d,]*", found[-1].split("usage:")[1])
    allocs, frees, size = (c.replace(",", "") for c in counts[:3])
    return f"{allocs} allocations, {frees} frees, {size} bytes allocated"


def check(program):
    base = program.name.replace(".", "-")
    command = [compiled(program.name, *program.flags, to=base), *program.args]
    native = run([*UNBUFFERED, *command], stdin=program.stdin)
    with Recording(base, command, *program.options, stdin=program.stdin) as recording:
        same("standard output", native.out, recording.ran.out)
        same("standard error", native.err, recording.ran.err)
        same("exit code", native.code, recording.ran.code)
        facts = check_ending(recording, native)
        same("warnings", [program.warning] if program.warning else [], recording.ran.warnings())
        if program.said("totals") == "":
            same("heap totals (Memcheck's first)", memcheck_totals(command, program.stdin),
                 facts["heap"])
        check_promises(program, recording)
    os.unlink(os.path.join(WORK, base))


def tests():
    for name in sorted(os.listdir(os.path.join(HERE, "programs"))):
        if name.endswith((".c", ".cpp")):
            yield name, lambda name=name: check(Program(name))
