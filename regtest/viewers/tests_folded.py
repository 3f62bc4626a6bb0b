"""Paths of functions.  callgrind has counted each instruction (--dump-instr=yes), gdb tells which
functions are inlined there: the costs of these must be ours."""
import collections
import os
import re

from common import (TOP, VALGRIND, WORK, annotated, compiled, converted, equal, recorded, run, text_of)


def folded(*words):
    """Numbers by path."""
    lines = converted("folded", *words).splitlines()
    paths = collections.Counter()
    for line in lines:
        path, number = line.rsplit(" ", 1)
        paths[tuple(path.split(";"))] += int(number)
    return paths


def instructions_of(program):
    """callgrind's count of each instruction of the program itself, by address."""
    run(VALGRIND, "--tool=callgrind", "--dump-instr=yes", "--compress-pos=no",
        "--show-below-main=yes", "--callgrind-out-file=addresses", program, check=False)
    counts, is_call = collections.Counter(), False
    with open(os.path.join(WORK, "addresses")) as file:
        for line in file:
            found = re.match(r"(0x[0-9a-f]+) \S+ (\d+)$", line)
            if found and not is_call:
                counts[found[1]] += int(found[2])
            is_call = line.startswith("calls=")
    return counts


def inlined_at(program, addresses):
    """The names of functions at each address, the outermost first."""
    os.environ["ADDRESSES"] = os.path.join(WORK, "addresses.list")
    with open(os.environ["ADDRESSES"], "w") as file:
        print(*addresses, file=file)
    text = text_of("gdb", "-nx", "-batch", "-x", os.path.join(TOP, "regtest/viewers/inlined_gdb.py"),
                   program)
    return {words[1]: tuple(words[2:]) for words in
            (line.split("\t") for line in text.splitlines() if line.startswith("at\t"))}


def ends(paths):
    """Costs by the inlined functions at the end of each path and the one that has the code."""
    sums = collections.Counter()
    for path, number in paths.items():
        first = max(i for i, name in enumerate(path) if not name.endswith("_[i]"))
        sums[tuple(name.replace("_[i]", "") for name in path[first:])] += number
    return sums


def plain(name):
    """Without result and parameters, which symbols of templates have and DWARF's names may not."""
    return re.sub(r"^.*[_ ](?=[^_ ]+<)|\(.*", "", name)


def test_inlined():
    for flags in ("-O2",), ("-O2", "-gdwarf-4"), ("-O0",):
        program = compiled("viewers/inlined.cpp", *flags)
        counts = instructions_of(program)
        names = inlined_at(program, list(counts))
        expected = collections.Counter()
        for address, count in counts.items():
            expected[tuple(plain(name) for name in names[address])] += count
        ours = collections.Counter()
        for path, number in ends(folded(recorded(program, "inlined"))).items():
            ours[tuple(plain(name) for name in path)] += number
        for costs in expected, ours:             # callgrind does not see how the program ends
            del costs["_start",]
        yield len(expected) > (9 if flags[0] == "-O2" else 4) and equal(
            "inlined " + " ".join(flags), ours, expected)


def test_totals():
    file = recorded(compiled("profile/bare.c", "-O2"), "totals")
    total = annotated(converted("callgrind", file))[None]
    yield equal("total", sum(folded(file).values()), total)
    calls = re.findall(r"^calls=(\d+)", converted("callgrind", file), re.M)
    yield equal("calls", sum(folded("--event=calls", file).values()), 1 + sum(map(int, calls)))           # a thread's first one has no caller
    for event, column in ("loads", 2), ("stores", 3):
        numbers = re.search("^totals: (.*)", converted("callgrind", file), re.M)[1].split()
        yield equal(event, sum(folded("--event=" + event, file).values()), int(numbers[column - 1]))


def test_inclusive():
    """What callgrind finds that a function costs with everything that it called."""
    program = compiled("profile/bare.c", "-O0")
    run(VALGRIND, "--tool=callgrind", "--show-below-main=yes", "--callgrind-out-file=callgrind",
        program, check=False)
    with open(os.path.join(WORK, "callgrind")) as file:
        theirs = annotated(file.read(), "yes")
    ours = collections.Counter()
    for path, number in folded(recorded(program, "inclusive")).items():
        for name in set(path):
            ours[name] += number
    names = [name for name in ours if name != "_start"]      # which callgrind does not see the end of
    yield len(names) > 6 and equal("inclusive", {name: ours[name] for name in names},
                                   {name: theirs[name] for name in names})


def test_processes():
    files = [recorded(compiled("profile/bare.c", "-O2"), name) for name in ("first", "second")]
    paths = folded("--per-process", *files)
    roots = {path[0] for path in paths}
    yield equal("processes", len(roots), 2)
    yield equal("process names", all(re.match(r"bare-O2_\(\d+\)$", root) for root in roots), True)
    yield equal("merged", sum(folded(*files).values()), sum(paths.values()))
