"""profile.proto, read by pprof.py.  The numbers are callgrind's; what is inlined is what folded has,
which is compared with gdb.  go_pprof, by hand, has pprof itself read it."""
import collections
import os
import re

from common import (SPP_POST, TOP, VALGRIND, WORK, annotated, compiled, converted, equal, recorded, run,
                    text_of)
from pprof import Profile
from tests_chrome import built
from tests_folded import folded


def profile(*words):
    return Profile(run(SPP_POST, "pprof", *words).stdout)


def callgrind(program):
    run(VALGRIND, "--tool=callgrind", "--show-below-main=yes", "--callgrind-out-file=callgrind",
        program, check=False)
    with open(os.path.join(WORK, "callgrind")) as file:
        return file.read()


def called(sample):
    """The functions on a stack that were called, the innermost first."""
    return [frame.function for frame in sample.frames if not frame.is_inlined]


def without_start(costs):
    """callgrind does not see how the program ends."""
    return {name: cost for name, cost in costs.items() if name not in ("_start", None)}


def test_functions():
    for flags in "-O0", "-O2":
        program = compiled("profile/bare.c", flags)
        ours, theirs = profile(recorded(program, "functions")), callgrind(program)
        self_costs, inclusive = collections.Counter(), collections.Counter()
        for sample in ours.samples:
            self_costs[called(sample)[0]] += sample.values["instructions"]
            for name in set(called(sample)):
                inclusive[name] += sample.values["instructions"]
        yield len(self_costs) > 6 and equal("self " + flags, without_start(self_costs),
                                            without_start(annotated(theirs)))
        inclusive_theirs = annotated(theirs, "yes")
        yield equal("inclusive " + flags, without_start(inclusive),
                    {name: inclusive_theirs[name] for name in without_start(inclusive)})


def test_lines():
    """Of functions without calls callgrind's file has nothing but their lines."""
    program = compiled("profile/bare.c", "-O0")
    ours, theirs = collections.Counter(), collections.Counter()
    for sample in profile(recorded(program, "lines")).samples:
        ours[sample.frames[0].function, sample.frames[0].line] += sample.values["instructions"]
    names, name, line = {}, None, 0
    for text in callgrind(program).splitlines():
        found = re.match(r"(c?)fn=\((\d+)\)(?: (.*))?", text)
        if found:
            called_name = names.setdefault(found[2], found[3])
            name = name if found[1] else called_name
        found = re.match(r"([+-]?\d+|\*) (\d+)$", text)
        if found:
            relative = found[1][0] in "+-*"
            line = (line if relative else 0) + int(found[1].replace("*", "0"))
            theirs[name, line] += int(found[2])
    for name in "collatz", "fill", "sort", "copy":
        yield equal("lines of " + name, *({line: cost for (of, line), cost in costs.items()
                                           if of == name and cost} for costs in (ours, theirs)))


def test_inlined():
    file = recorded(compiled("viewers/inlined.cpp", "-O2"), "inlined")
    paths = collections.Counter()
    for sample in profile(file).samples:
        names = [frame.function + ("_[i]" if frame.is_inlined else "") for frame in sample.frames]
        paths[tuple(name.replace(" ", "_") for name in reversed(names))] += \
            sample.values["instructions"]
    yield equal("inlined", {path: cost for path, cost in paths.items() if cost}, folded(file))
    yield equal("some are inlined twice deep", any(path[-1].endswith("_[i]") and
                                                   path[-2].endswith("_[i]") for path in paths), True)


def test_totals():
    file = recorded(compiled("profile/bare.c", "-O2"), "totals")
    ours = profile(file)
    instructions, loads, stores = re.search("^totals: (.*)", converted("callgrind", file),
                                            re.M)[1].split()
    calls = sum(folded("--event=calls", file).values())
    yield equal("types", (ours.types, ours.default), (
        [(name, "count") for name in ("instructions", "loads", "stores", "calls")] +
        [(name + what, unit) for name in ("alloc", "inuse", "peak")
         for what, unit in (("_objects", "count"), ("_space", "bytes"))], "instructions"))
    yield equal("totals", [str(ours.total(name)) for name, _ in ours.types],
                [instructions, loads, stores, str(calls)] + 6 * ["0"])


def test_heap():
    """Memcheck's totals, DHAT's peak; and whose line allocated."""
    program = built("-O0")
    ours = profile(recorded(program, "heap"))
    text = run(VALGRIND, "--tool=memcheck", program).stderr.decode()
    blocks, space = re.search(r"usage: ([\d,]+) allocs, .*, ([\d,]+) bytes", text).groups()
    live_space, live = re.search(r"exit: ([\d,]+) bytes in ([\d,]+) blocks", text).groups()
    yield equal("as Memcheck has them", [format(ours.total(name), ",") for name in (
        "alloc_objects", "alloc_space", "inuse_objects", "inuse_space")],
        [blocks, space, live, live_space])
    text = run(VALGRIND, "--tool=dhat", "--dhat-out-file=dhat", program).stderr.decode()
    peak_space, peak = re.search(r"t-gmax: *([\d,]+) bytes in ([\d,]+) blocks", text).groups()
    yield equal("as DHAT has them", [format(ours.total(name), ",") for name in (
        "peak_objects", "peak_space")], [peak, peak_space])
    with open(os.path.join(TOP, "regtest/viewers/calls.c")) as source:
        lines = [""] + source.read().splitlines()
    made = {(sample.frames[0].function, sample.frames[0].line) for sample in ours.samples
            if sample.values["alloc_objects"] and sample.frames[0].file.endswith("calls.c")}
    yield equal("where", sorted((function, re.search("malloc|realloc", lines[line])[0])
                                for function, line in made),
                [("main", "malloc"), ("main", "realloc"), ("work", "malloc")])
    twice = profile("heap", "heap")
    yield equal("of two", [twice.total(name) for name in ("alloc_space", "inuse_objects")],
                [2 * ours.total(name) for name in ("alloc_space", "inuse_objects")])


def test_mapping():
    """The first one is the program, with the build-id that readelf finds."""
    program = compiled("profile/bare.c", "-O0", "-Wl,--build-id")
    ours = profile(recorded(program, "mapping"))
    first = next(iter(ours.mappings.values()))
    build_id = re.search(r"Build ID: (\w+)", text_of("readelf", "-n", program))[1]
    yield equal("file", ours.strings[first[5][0]], os.path.realpath(os.path.join(WORK, program)))
    yield equal("build-id", ours.strings[first[6][0]], build_id)
    found = {sample.address for sample in ours.samples if called(sample)[0] == "fill"}
    symbol = re.search(r"^([0-9a-f]+) t fill$", text_of("nm", program), re.M)[1]
    yield equal("the first instruction's address is there", int(symbol, 16) in found, True)


def test_processes():
    """The same functions, and whose they are as a label."""
    files = [recorded(compiled("profile/bare.c", "-O2"), name) for name in ("first", "second")]
    alone, apart = profile(files[0]), profile("--per-process", *files)
    sums = collections.Counter()
    for sample in apart.samples:
        sums[sample.label["process"]] += sample.values["instructions"]
    yield equal("processes", list(sums.values()), 2 * [alone.total("instructions")])
    yield equal("merged", profile(*files).total("loads"), apart.total("loads"))
    yield equal("no label", [sample.label for sample in alone.samples if sample.label], [])
