"""The heap of static executables is that of dynamic ones, though their malloc is replaced in
another way: the same calls give the same records, but for those of the C library's own start."""

import os
import re

from harness import CC, CXX, OUT, TOP, WORK, need, record, run

PROGRAMS = ("heap_calls.c", "heap_huge.c", "heap_cxx.cpp")
AT_START = 8                  # more than these is not the C library's start


def heap_of(name, title, *flags):
    """(heap records without addresses, output)"""
    binary = os.path.join(WORK, name.replace(".", "-") + title)
    compiler = CC if name.endswith(".c") else CXX
    run([*compiler, "-g", "-O0", "-w", *flags, "-o", binary,
         os.path.join(TOP, "regtest", "ends", "programs", name), "-pthread"])
    printed = record([binary], binary + ".spp")
    dump = run([OUT + "/bin/spp-post", "dump", binary + ".spp"]).decode()
    records = re.findall(r"^\d+ ((?:ALLOC|FREE|REALLOC) .*)", dump, re.M)
    return [re.sub("0x[0-9a-f]+", "", r) for r in records], printed


def check(name, flag):
    dynamic, printed = heap_of(name, "-not" + flag)
    static, output = heap_of(name, flag, flag)
    extra = len(static) - len(dynamic)
    need(output == printed, "printed", output, "and not", printed)
    need(dynamic and 0 <= extra <= AT_START and static[extra:] == dynamic,
         "has", static, "and dynamic", dynamic)


def tests():
    for name in PROGRAMS:
        for flag in ("-static", "-static-pie"):
            yield "%s%s" % (name.split(".")[0], flag), lambda n=name, f=flag: check(n, f)
