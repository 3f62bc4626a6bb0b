"""Programs of several objects against gdb: each folder of programs/ is a test.

Its main.c says in its first comment, a line each:

    flags: FLAGS              of the program
    library: NAME FLAGS       NAME.c becomes libNAME.so; linked at start if NAME is in `link`
    link: NAME...
    args: WORDS               {folder} is where the libraries are
    watch: NAME...            what is compared; "FILE.c::NAME" for a static of another file

At each line with the comment "stop" gdb's values, and its frames, have to be those of the step."""

import os
import re
import shlex

from harness import CC, HERE, WORK, Comparison, gdb_stops, need, record, run, steps_of

PROGRAMS = os.path.join(HERE, "programs")


class Program:
    def __init__(self, name, more_flags):
        self.source = os.path.join(PROGRAMS, name)
        self.work = os.path.join(WORK, name + "".join(more_flags))
        with open(os.path.join(self.source, "main.c")) as file:
            comment = file.read().split("*/")[0]
        self.said = {}
        for key, value in re.findall(r"^ \* (\w+): (.*?) *$", comment, re.M):
            self.said.setdefault(key, []).append(value)
        self.flags = ["-g", "-O0", *more_flags]

    def first(self, key):
        return shlex.split(" ".join(self.said.get(key, [])))

    def build(self):
        os.makedirs(self.work, exist_ok=True)
        for library in self.said.get("library", []):
            name, *flags = shlex.split(library)
            run([*CC, *self.flags, "-shared", "-fPIC", *flags, "-o",
                 "%s/lib%s.so" % (self.work, name), "%s/%s.c" % (self.source, name)])
        linked = ["%s/lib%s.so" % (self.work, name) for name in self.first("link")]
        binary = os.path.join(self.work, "main")
        run([*CC, *self.flags, "-o", binary, self.source + "/main.c", *linked,
             *self.first("flags"), "-pthread", "-ldl"])
        return binary

    def arguments(self):
        return [word.format(folder=self.work) for word in self.first("args")]

    def stops(self):
        for name in sorted(os.listdir(self.source)):
            if name.endswith(".c"):
                with open(os.path.join(self.source, name)) as file:
                    for number, line in enumerate(file, 1):
                        if re.search(r"/\* stop\b.*\*/", line):
                            yield "%s:%d" % (name, number)


def place(step):
    return "%s:%d" % (os.path.basename(step["file"]), step["line"])


def check(name, *more_flags):
    program = Program(name, more_flags)
    binary = program.build()
    stops = list(program.stops())
    seen = gdb_stops(binary, {"stops": stops, "folder": program.source, "watch": program.first("watch"),
                              "args": shlex.join(program.arguments())})
    native = run([binary, *program.arguments()])
    printed = record([binary, *program.arguments()], binary + ".spp")
    need(printed == native, "under the tool it printed", printed, "and not", native)
    steps = [s for s in steps_of(binary + ".spp")
             if s["event"] != "call" and place(s) in stops]
    need([place(s) for s in steps] == [g["at"] for g in seen],
         "gdb stopped at", [g["at"] for g in seen], "and there are steps", [place(s) for s in steps])
    leaves = 0
    for number, (step, stop) in enumerate(zip(steps, seen), 1):
        ours = [f["function"] for f in step["frames"]]
        need(ours == stop["frames"], place(step), "frames are", ours, "gdb's", stop["frames"])
        try:
            leaves += Comparison(step).values(stop["values"])
        except Exception as fault:
            raise type(fault)("stop %d, %s: %s" % (number, place(step), fault))
    need(leaves > len(stops), "nothing was compared")


def tests():
    for name in sorted(os.listdir(PROGRAMS)):
        yield name, lambda name=name: check(name)
        yield name + "-no-pie", lambda name=name: check(name, "-no-pie")
