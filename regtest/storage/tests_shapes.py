"""One program in every shape that a linker, objcopy or dwz can give it: the steps are always those
of the plain one, but for addresses.

A shape is a function that makes the program, from objects that are compiled in the same way."""

import glob
import os
import re
import shutil
import threading


from harness import CC, CXX, HERE, WORK, need, record, run, steps_of

SOURCES = {"c": sorted(glob.glob(HERE + "/shapes/*.c")),
           "cpp": sorted(glob.glob(HERE + "/shapes/*.cpp"))}
COMPILERS = {"c": [*CC, "-pthread"], "cpp": [*CXX, "-pthread"]}
ADDRESS = re.compile(r"^0x(?!0\b)[0-9a-f]+\b")


def linked(folder, language, *flags):
    binary = os.path.join(folder, "program")
    run([*COMPILERS[language], "-g", "-O0", *flags, "-o", binary, *SOURCES[language]])
    return binary


def plain(folder, language, *flags):
    return linked(folder, language, *flags)


def flagged(*flags):
    return lambda folder, language: linked(folder, language, *flags)


# -- dwz ------------------------------------------------------------------------------------------

def shared(folder, language, *flags):
    """Units import what they have in common from a partial unit."""
    binary = linked(folder, language, *flags)
    run(["dwz", binary])
    return binary


SHAPES = {
    "no-pie": flagged("-no-pie"),
    "pie": flagged("-pie", "-fPIE"),
    "static": flagged("-static"),
    "static-pie": flagged("-static-pie"),
    "dwarf-4": flagged("-gdwarf-4"),
    "dwz": shared,
}

NOT_COMPARED = ("address", "cfa", "object", "step")

# ---- comparing ----------------------------------------------------------------------------------


def normal(value):
    """Without what depends on where things are in memory."""
    if isinstance(value, dict):
        return {k: normal(v) for k, v in value.items() if k not in NOT_COMPARED}
    if isinstance(value, list):
        return [normal(v) for v in value]
    return ADDRESS.sub("0x1", value) if isinstance(value, str) else value


def folder_of(name):
    folder = os.path.join(WORK, "shapes", name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return folder


def recorded(binary):
    """(normal steps, output) of each row of the line table."""
    printed = record([binary], binary + ".spp", cwd=os.path.dirname(binary))
    steps = steps_of(binary + ".spp", "--every=statement")
    return [normal(s) for s in steps if s["function"] != "wipe"], printed


REFERENCE, LOCK = {}, threading.Lock()


def reference(language):
    with LOCK:
        if language not in REFERENCE:
            binary = plain(folder_of("plain-" + language), language)
            steps, printed = recorded(binary)
            need(len(steps) > 40 and any(s["heap"] for s in steps), "the plain program has few steps")
            REFERENCE[language] = steps, printed
        return REFERENCE[language]


def difference(theirs, ours, where=""):
    """Where two trees differ first, as text; None: nowhere."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in sorted(set(theirs) | set(ours)):
            found = difference(theirs.get(key), ours.get(key), where + "." + key)
            if found:
                return found
        return None
    if isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        pairs = [difference(a, b, "%s[%d]" % (where, i)) for i, (a, b) in enumerate(zip(theirs, ours))]
        return next((p for p in pairs if p), None)
    return None if theirs == ours else "%s is %.300r, in the plain program %.300r" % (where, ours, theirs)


def check(name, language):
    steps, printed = reference(language)
    binary = SHAPES[name](folder_of(name + "-" + language), language)
    ours, output = recorded(binary)
    need(output == printed, "it printed", output)
    for number, (a, b) in enumerate(zip(steps, ours), 1):
        found = difference(a, b)
        need(not found, "step %d, %s:%s: %s" % (number, a["function"], a["line"], found))
    need(len(ours) == len(steps), len(ours), "steps, of the plain program", len(steps))


def tests():
    for name in SHAPES:
        for language in SOURCES:
            yield "%s-%s" % (name, language), lambda n=name, l=language: check(n, l)
