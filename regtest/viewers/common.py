"""What the tests of this group share: programs, recordings, and callgrind's numbers."""
import collections
import os
import re
import subprocess

TOP, OUT, BUILD = (os.environ[name] for name in ("TOP", "OUT", "BUILD"))
WORK = os.path.join(BUILD, "test-work", "viewers")
VALGRIND = os.path.join(OUT, "bin", "valgrind")
SPP_POST = os.path.join(OUT, "bin", "spp-post")
# Valgrind's, where the tools are.
VALGRIND_BIN = os.path.join(os.path.dirname(os.path.realpath(
    os.path.join(OUT, "libexec/valgrind/callgrind-amd64-linux"))), "../../bin")


def run(*command, check=True):
    done = subprocess.run(command, cwd=WORK, timeout=120, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if check and done.returncode != 0:
        raise RuntimeError("%s: %d: %s" % (" ".join(command), done.returncode, done.stderr))
    return done


def text_of(*command):
    return run(*command).stdout.decode()


def compiled(source, *flags):
    """Without the C library every tool runs the same instructions."""
    name = os.path.splitext(os.path.basename(source))[0] + "".join(flags)
    run(os.environ.get("CC", "cc"), "-g", *flags, "-nostdlib", "-static", "-fno-stack-protector",
        "-o", name, os.path.join(TOP, "regtest", source))
    return "./" + name


def recorded(program, to, *options):
    run(VALGRIND, "-q", "--tool=sppgrind", "--profile=yes", "--sppgrind-out-file=" + to, *options,
        program, check=False)
    return to


def converted(what, *words):
    return text_of(SPP_POST, what, *words)


def annotated(text, inclusive="no"):
    """callgrind_annotate's numbers of instructions, by function; None: of the program.  Callgrind has
    f'2 for the calls of f within f, whose inclusive costs are in f's already."""
    with open(os.path.join(WORK, "annotated"), "w") as file:
        file.write(text)
    lines = text_of(os.path.join(VALGRIND_BIN, "callgrind_annotate"), "--show=Ir", "--auto=no",
                    "--threshold=100", "--inclusive=" + inclusive, "annotated")
    found = re.findall(r"^ *([\d,]+) \(.*?\)  (?:[^:\n]*:)?(.+?)(?: \[.*\])?$", lines, re.M)
    costs = collections.Counter()
    for number, name in found:
        function, _, again = name.partition("'")
        if inclusive == "no" or not again:
            costs[None if name == "PROGRAM TOTALS" else function] += int(number.replace(",", ""))
    return costs


def equal(what, ours, theirs):
    if ours != theirs:
        print("failed: %s: %s, should be %s" % (what, ours, theirs))
    return ours == theirs
