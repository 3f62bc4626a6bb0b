"""What ends a program or its trace from outside: the heap limit, no more input, whoever runs it;
and what spp-post writes and reads about that."""

import json
import os
import subprocess

from harness import HERE, Recording, WORK, compiled, post, same, under_tool


def line_of(name, text):
    with open(os.path.join(HERE, "special", name), encoding="utf-8") as f:
        return next(i for i, line in enumerate(f, 1) if text in line)


def summary(*arguments):
    """What --summary writes, and the exit code."""
    file = arguments[-1] + ".summary"
    code = post(*arguments[:1], "--summary=" + file, "-o", "/dev/null", *arguments[1:])[1]
    with open(file, encoding="utf-8") as f:
        return json.load(f), code


def test_heap_limit():
    """The program ends at the request that would go beyond, and the trace says so at its line."""
    with Recording("eats", [compiled("eats.c")], "--max-heap=50500") as r:
        same("exit code", 124, r.ran.code)
        same("ended", "heap limit, exit code 124", r.info()["ended"])
        same("whole", "whole", r.info()["stream ends"])
        same("blocks", "50 allocations, 0 frees, 50000 bytes allocated", r.info()["heap"])
        last = r.steps()[-1]
        same("event", ("exception", line_of("eats.c", "while (malloc")),
             (last["event"], last["line"]))
        assert "memory limit" in last["message"], last["message"]


def test_heap_limit_single():
    """One request beyond the whole limit is refused, as where there is less memory."""
    program = compiled("eats.c", to="eats-once")
    for size, answer in (("50500", b"there\n"), ("50501", b"refused\n")):
        # standard output takes no buffer of its own: it is unbuffered
        with Recording("eats-once", [program, size], "--max-heap=50500") as r:
            same("output", answer, r.ran.out)
            same("exit code", 0, r.ran.code)


def test_end_of_input():
    """A read that finds nothing is an INPUT record without bytes."""
    with Recording("asks", [compiled("asks.c")], stdin=b"4 5\n") as r:
        same("output", b"Numbers.\nnumber 1: number 2: number 3: sum 9\n", r.ran.out)
        same("input", ['INPUT fd=0 bytes="4 5\\n"', 'INPUT fd=0 bytes=""'],
             [line.split(None, 1)[1] for line in r.records("INPUT")])


def test_raw_input():
    """--raw-input ends the trace at the line that asks, with the text before as the prompt."""
    with Recording("asks-raw", [compiled("asks.c", to="asks-raw")], stdin=b"4 5\n") as r:
        *_, last, wish = r.steps("--raw-input")
        same("wish", {"event": "raw_input", "prompt": "number 1: number 2: number 3: "}, wish)
        same("last line", ("step", line_of("asks.c", "scanf")), (last["event"], last["line"]))
        same("ended", "input", summary("steps", "--max-steps=0", "--raw-input", r.file)[0]["ended"])
        assert all(s["event"] != "raw_input" for s in r.steps())


def test_ending():
    """--ending: a program that was killed ends its trace with the words in the file."""
    program = compiled("slow.c", to="slow-killed")
    file = os.path.join(WORK, "killed.spp")
    words = os.path.join(WORK, "killed.words")
    with subprocess.Popen(under_tool([program], "-q", "--sppgrind-out-file=" + file),
                          stdout=subprocess.PIPE) as running:
        same("first line", b"line 0\n", running.stdout.readline())
        running.kill()
    options = ("--max-steps=0", "--ending=" + words, file)
    same("exit code without words", 3, post("steps", *options)[1])
    with open(words, "w", encoding="utf-8") as f:
        f.write("Who waits so long is ended.\n")
    text, code = post("steps", *options)
    same("exit code", 0, code)
    last = json.loads(text.splitlines()[-1])
    same("ending", ("exception", "Who waits so long is ended."), (last["event"], last["message"]))
    same("ended", ("from outside", False), tuple(summary("steps", *options)[0][k]
                                                 for k in ("ended", "whole")))


def test_summary():
    with Recording("summary", [compiled("long.c", to="summary"), "10"]) as r:
        bytes_in_all = os.path.getsize(r.file)
        steps = len(r.steps())
        same("whole", ({"steps": steps, "bytes": bytes_in_all, "limit": "none", "ended": "exit",
                        "code": 11, "errors": 0, "whole": True}, 0), summary("steps", r.file))
        cut, code = summary("steps", "--max-steps=3", r.file)
        same("cut", (3, "shown", 0), (cut["steps"], cut["limit"], code))
        same("nowhere", 2, post("info", "--summary=/no/such/place", r.file)[1])
