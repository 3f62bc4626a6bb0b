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


# -- debug information in a file of its own -------------------------------------------------------

def separated(folder, language, *flags):
    """(the stripped program, a file with its debug information)"""
    binary = linked(folder, language, *flags)
    run(["objcopy", "--only-keep-debug", binary, binary + ".debug"])
    run(["strip", "--strip-all", binary])
    return binary, binary + ".debug"


def add_link(binary, debug):
    run(["objcopy", "--add-gnu-debuglink=" + debug, binary])


def beside(folder, language, *flags):
    binary, debug = separated(folder, language, *flags)
    add_link(binary, debug)
    return binary


def in_dot_debug(folder, language):
    binary = beside(folder, language)
    os.makedirs(folder + "/.debug", exist_ok=True)
    os.rename(binary + ".debug", folder + "/.debug/program.debug")
    return binary


def without_build_id(folder, language):
    return beside(folder, language, "-Wl,--build-id=none")


def separate_compressed(folder, language):
    binary, debug = separated(folder, language)
    run(["objcopy", "--compress-debug-sections=zlib", debug])
    add_link(binary, debug)
    return binary


def in_build_id_directory(folder, language):
    """Only where the tests may write to the one directory that there is for that."""
    binary, debug = separated(folder, language)
    text = run(["readelf", "-n", binary]).decode()
    build_id = re.search(r"Build ID: ([0-9a-f]+)", text).group(1)
    place = "%s/%s/%s.debug" % (BUILD_IDS, build_id[:2], build_id[2:])
    os.makedirs(os.path.dirname(place), exist_ok=True)
    shutil.move(debug, place)
    PLACED[binary] = place
    return binary


BUILD_IDS = "/usr/lib/debug/.build-id"
PLACED = {}                   # program -> its file outside of the build directory


# -- dwz ------------------------------------------------------------------------------------------

def shared(folder, language, *flags):
    """Units import what they have in common from a partial unit."""
    binary = linked(folder, language, *flags)
    run(["dwz", binary])
    return binary


# Of other programs: not to be seen in ours.
MORE = """
static __thread int alien = 1;
struct aliens { int x; } alien_of;
int alien_function(void) { return alien++ + alien_of.x; }
"""


def shared_by_two(folder, language, *flags):
    """What two programs have in common is in a third file."""
    binary = linked(folder, language, *flags)
    twin = os.path.join(folder, "twin")
    more = os.path.join(folder, "more." + language)
    with open(more, "w") as file:
        file.write(MORE)
    run([*COMPILERS[language], "-g", "-O0", *flags, "-o", twin, *SOURCES[language], more])
    shutil.copy(twin, twin + ".2")
    run(["dwz", "-m", binary + ".common", binary, twin, twin + ".2"])
    need(os.path.exists(binary + ".common"), "dwz made no common file")
    return binary


SHAPES = {
    "no-pie": flagged("-no-pie"),
    "pie": flagged("-pie", "-fPIE"),
    "static": flagged("-static"),
    "static-pie": flagged("-static-pie"),
    "zlib": flagged("-gz=zlib"),
    "zdebug": flagged("-gz=zlib-gnu", "-gdwarf-4"),
    "type-units": flagged("-fdebug-types-section"),
    "type-units-4": flagged("-fdebug-types-section", "-gdwarf-4"),
    "dwarf-4": flagged("-gdwarf-4"),
    "debuglink": beside,
    "dot-debug": in_dot_debug,
    "no-build-id": without_build_id,
    "build-id": in_build_id_directory,
    "debuglink-zlib": separate_compressed,
    "dwz": shared,
    "dwz-4": lambda folder, language: shared(folder, language, "-gdwarf-4"),
    "dwz-type-units": lambda folder, language: shared(folder, language, "-fdebug-types-section",
                                                      "-gdwarf-4"),
    "dwz-two": shared_by_two,
    "dwz-two-4": lambda folder, language: shared_by_two(folder, language, "-gdwarf-4"),
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


def normal_step(step):
    """dwz changes the order of globals."""
    step["globals"].sort(key=lambda v: v["name"])
    return normal(step)


def folder_of(name):
    folder = os.path.join(WORK, "shapes", name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return folder


def recorded(binary):
    """(normal steps, output) of each row of the line table."""
    printed = record([binary], binary + ".spp", cwd=os.path.dirname(binary))
    steps = steps_of(binary + ".spp", "--every=statement")
    return [normal_step(s) for s in steps if s["function"] != "wipe"], printed


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


def made(name, language):
    binary = SHAPES[name](folder_of(name + "-" + language), language)
    try:
        return recorded(binary)
    finally:
        if binary in PLACED:
            os.remove(PLACED[binary])


def check(name, language):
    steps, printed = reference(language)
    ours, output = made(name, language)
    need(output == printed, "it printed", output)
    for number, (a, b) in enumerate(zip(steps, ours), 1):
        found = difference(a, b)
        need(not found, "step %d, %s:%s: %s" % (number, a["function"], a["line"], found))
    need(len(ours) == len(steps), len(ours), "steps, of the plain program", len(steps))


def tests():
    for name in SHAPES:
        if name == "build-id" and not os.access(BUILD_IDS, os.W_OK):
            continue
        for language in SOURCES:
            yield "%s-%s" % (name, language), lambda n=name, l=language: check(n, l)
