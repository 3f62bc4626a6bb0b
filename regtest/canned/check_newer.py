"""Programs that a newer gcc has built, against what that system's gdb saw of them (make-newer has
the recipe): check_newer.py WORK.  Prints what differs, and last "N passed, N failed".

Places, frames and values are compared as in regtest/gdb, containers as in regtest/containers."""
import importlib.machinery
import importlib.util
import json
import lzma
import os
import re
import subprocess
import sys

TOP = os.environ["TOP"]
NEWER = os.path.join(TOP, "regtest", "canned", "newer")
sys.path.insert(0, os.path.join(TOP, "regtest", "gdb"))
from compare import ANYWHERE, compare  # noqa: E402
import compare_optimised  # noqa: E402

PATTERNS = (165, 90)

# Where functions are inlined of which no instruction is left (DW_AT_high_pc is 0): gdb 18 gives them
# frames there, gdb 13, which is the witness for all else, does not.
EMPTY = {"kindsO2": {"0x112b"}, "classesO2": {"0x10b0", "0x10c0", "0x1124"}}
SECONDS = 120


class Fault(Exception):
    pass


def unpack(work):
    os.makedirs(work, exist_ok=True)
    for name in os.listdir(NEWER):
        if name.endswith(".xz"):
            with lzma.open(os.path.join(NEWER, name)) as packed, \
                    open(os.path.join(work, name[:-3]), "wb") as file:
                file.write(packed.read())


def steps(work, name, *options):
    words = [os.environ["SPP_POST_SANITIZED"], "steps", "--max-steps=0", "--objects=" + work,
             "--sources=" + NEWER, *options, os.path.join(work, name + ".sppgrind")]
    made = subprocess.run(words, capture_output=True, timeout=SECONDS)
    if made.returncode:
        raise Fault("spp-post: " + made.stderr.decode()[-2000:])
    return made.stdout.decode().splitlines()


def witnesses(work, name):
    return [os.path.join(work, "%s.gdb-%d" % (name, pattern)) for pattern in PATTERNS]


def judge(report, least):
    """least: stops and values that must have been compared."""
    if report.n_failures:
        raise Fault("\n  ".join(["%d differences" % report.n_failures] + report.failures))
    if report.stops < least or report.values < least:
        raise Fault("only %d stops and %d values were compared" % (report.stops, report.values))


def check_unoptimised(work, name):
    judge(compare(*witnesses(work, name), steps(work, name, "--every=statement", "--startup"), PATTERNS,
                  ANYWHERE), 30)


def is_of_empty(name, failure):
    at = re.match(r"stop \d+, (0x\w+) .* frames are ", failure)
    return at is not None and at.group(1) in EMPTY[name]


def check_optimised(work, name):
    report = compare_optimised.compare(*witnesses(work, name),
                                       steps(work, name, "--every=statement", "--startup"), True)
    known = [failure for failure in report.failures if is_of_empty(name, failure)]
    if len(known) != len(EMPTY[name]):
        raise Fault("the frames of empty inlined functions are others than they were")
    report.n_failures -= len(known)
    report.failures = [failure for failure in report.failures if failure not in known]
    judge(report, 3)


def containers_module():
    path = os.path.join(TOP, "regtest", "containers", "run")
    loader = importlib.machinery.SourceFileLoader("containers", path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("containers", loader))
    loader.exec_module(module)
    return module


def check_containers(work, name):
    containers = containers_module()
    lines = [json.loads(line) for line in steps(work, name)]
    with open(os.path.join(work, name + ".gdb")) as file:
        stops = [json.loads(line) for line in file]
    found = containers.steps_at(lines, "/src/holders.cpp", {stop["line"] for stop in stops})
    leaves = 0
    for stop in stops:
        step = containers.Step(found[stop["line"], stop["hit"]])
        for variable, node in stop["values"].items():
            try:
                leaves += step.compare(node, step.variables[variable], variable)
            except (containers.Fault, KeyError, TypeError, ValueError) as fault:
                raise Fault("line %d, %s: %r" % (stop["line"], variable, fault))
    if leaves < 60:
        raise Fault("only %d values were compared" % leaves)


CHECKS = (("kindsO0", check_unoptimised), ("classesO0", check_unoptimised),
          ("kindsO2", check_optimised), ("classesO2", check_optimised),
          ("holdersO0", check_containers))


def main(work):
    passed = failed = 0
    unpack(work)
    for name, check in CHECKS:
        try:
            check(work, name)
            passed += 1
        except Fault as fault:
            print("%s: %s" % (name, fault))
            failed += 1
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
