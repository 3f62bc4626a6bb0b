"""Several recordings in one profile: the numbers are the sums of what each of them has alone."""
import os

from common import WORK, SPP_POST, annotated, compiled, converted, equal, recorded, run


def recordings():
    return [recorded(compiled("profile/bare.c", "-O0"), "first"),
            recorded(compiled("profile/bare.c", "-O0"), "second", "--trace=no"),
            recorded(compiled("profile/bare.c", "-O2"), "third")]


def test_merged():
    files = recordings()
    for inclusive in "no", "yes":
        alone = [annotated(converted("callgrind", file), inclusive) for file in files]
        yield len(alone[0]) > 6 and equal(
            "merged, inclusive: " + inclusive,
            annotated(converted("callgrind", *files), inclusive), sum(alone[1:], alone[0]))


def test_apart():
    """callgrind_annotate then has functions of each process."""
    files = recordings()
    apart = annotated(converted("callgrind", "--per-process", *files))
    alone = annotated(converted("callgrind", files[0]))
    processes = {name.split(": ")[0] for name in apart if name}
    yield equal("processes", len(processes), 3)
    first = min(process for process in processes if process.startswith("bare-O0 ("))
    yield equal("apart", {name: apart["%s: %s" % (first, name)] for name in alone if name},
                {name: cost for name, cost in alone.items() if name})


def test_same_twice():
    file = recordings()[0]
    names = [name for name in annotated(converted("callgrind", "--per-process", file, file)) if name]
    yield equal("a recording given twice is two processes",
                len({name.split(": ")[0] for name in names}), 2)


def test_damaged():
    """What is whole is in the output, and the others are."""
    files = recordings()
    with open(os.path.join(WORK, files[0]), "rb") as whole:
        part = whole.read()
    with open(os.path.join(WORK, "part"), "wb") as file:
        file.write(part[:-100])
    done = run(SPP_POST, "callgrind", "part", files[1], check=False)
    yield equal("damaged: code", done.returncode, 3)
    yield equal("damaged: message", done.stderr.startswith(b"spp-post: part: offset "), True)
    yield equal("damaged: the rest", annotated(done.stdout.decode())["fill"] >=
                annotated(converted("callgrind", files[1]))["fill"] > 0, True)


def test_refused():
    """Nothing is written when a file is not there, or the format takes but one."""
    files = recordings()
    for words, why in ((["callgrind", "nothing", files[0]], b"nothing: No such file"),
                       (["info", *files], b"one recording at a time: 'second' is one too many")):
        done = run(SPP_POST, *words, "-o", "unwritten", check=False)
        yield equal("refused: " + words[0], (done.returncode, why in done.stderr,
                                             os.path.exists(os.path.join(WORK, "unwritten"))),
                    (2, True, False))
