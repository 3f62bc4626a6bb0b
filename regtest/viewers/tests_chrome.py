"""Trace events.  They nest, the calls of the program's own functions are as many as callgrind has
counted, the longest path is no longer than what ran, and the heap's curve ends where Memcheck's
summary says."""
import collections
import json
import os
import re

from common import SPP_POST, TOP, VALGRIND, WORK, compiled, converted, equal, recorded, run
from tests_folded import folded

OWN = ["fibonacci", "compare", "sort", "leave", "handler", "work", "say", "finish", "main"]


def built(flag):
    name = "calls" + flag
    run(os.environ.get("CC", "cc"), "-g", flag, "-pthread", "-o", name,
        os.path.join(TOP, "regtest/viewers/calls.c"))
    return "./" + name


def checked(text):
    """The events, each with the keys that viewers ask for."""
    data = json.loads(text)
    for event in data["traceEvents"]:
        assert isinstance(event["name"], str) and event["ts"] >= 0
        assert isinstance(event["pid"], int) and isinstance(event["tid"], int)
        assert event["ph"] in "XiCM" and (event["ph"] != "X" or event["dur"] >= 0)
        assert event["ph"] != "i" or event["s"] == "t"
    assert data["otherData"]["events"] - data["otherData"]["dropped"] == \
        sum(event["ph"] != "M" for event in data["traceEvents"])
    return data["traceEvents"]


def chrome(*words):
    return checked(converted("chrome", *words))


def own_times(events):
    """Of each function, without its callees'; fails where calls overlap and do not nest."""
    times = collections.Counter()
    calls = collections.defaultdict(list)
    for event in events:
        if event["ph"] == "X":
            calls[event["pid"], event["tid"]].append(event)
    for of_thread in calls.values():
        stack = []
        for event in sorted(of_thread, key=lambda e: (e["ts"], -e["dur"])):
            while stack and stack[-1]["ts"] + stack[-1]["dur"] <= event["ts"]:
                stack.pop()
            if stack:
                assert event["ts"] + event["dur"] <= stack[-1]["ts"] + stack[-1]["dur"], event
                times[stack[-1]["name"]] -= event["dur"]
            times[event["name"]] += event["dur"]
            stack.append(event)
    return times


def calls_of(events):
    return collections.Counter(event["name"] for event in events if event["ph"] == "X")


def callgrind_calls(program):
    """How often functions of the program were called; threads and signals call nobody's."""
    run(VALGRIND, "--tool=callgrind", "--compress-strings=no", "--callgrind-out-file=callgrind",
        program)
    calls, name = collections.Counter(), None
    with open(os.path.join(WORK, "callgrind")) as file:
        for line in file:
            found = re.match(r"cfn=([^'\n]*)", line)
            name = found[1] if found else name
            found = re.match(r"calls=(\d+)", line)
            if found:
                calls[name] += int(found[1])
    return calls


def test_calls():
    program = built("-O0")
    events = chrome(recorded(program, "calls"))
    ours, theirs = calls_of(events), callgrind_calls(program)
    for name in OWN:
        yield equal("calls of " + name, ours[name], theirs[name] or 1)
    yield equal("nesting", min(own_times(events).values()) >= 0, True)


def test_times():
    """What a function took, without its callees, is what it cost itself: within what runs between a
    call and its first row, as costs of a piece of code count when it begins."""
    file = recorded(compiled("profile/bare.c", "-O0"), "times")
    costs = collections.Counter()
    for path, number in folded(file).items():
        costs[path[-1]] += number
    times = own_times(chrome(file))
    for name in "fibonacci", "collatz", "sort", "fill":
        yield equal("time of %s: %d of %d" % (name, times[name], costs[name]),
                    abs(times[name] - costs[name]) <= 0.1 * costs[name], True)


def test_threads():
    events = chrome(recorded(built("-O0"), "threads"))
    named = [event["args"]["name"] for event in events if event["name"] == "thread_name"]
    yield equal("threads", sorted(named), ["thread 1", "thread 2"])
    yield equal("process", [event["args"]["name"] for event in events
                            if event["name"] == "process_name"], ["calls-O0"])
    of_work = {event["tid"] for event in events if event["name"] == "work"}
    yield equal("work is of the second thread", of_work, {2})
    nested = [event for event in events if event["name"] == "fibonacci" and event["tid"] == 2]
    yield equal("and what it calls", len(nested), 25)


def test_signal():
    """A handler, which nobody called, is there, and what it calls is within it."""
    events = chrome(recorded(built("-O0"), "signal"))
    handler = next(event for event in events if event["name"] == "handler")
    within = [event for event in events if event["name"] == "fibonacci" and
              handler["ts"] <= event["ts"] < handler["ts"] + handler["dur"]]
    yield equal("within the handler", len(within), 1)                    # fibonacci(0)


def test_heap():
    """The curve goes up and down with each block, and ends where Memcheck says."""
    program = built("-O0")
    events = chrome(recorded(program, "heap"))
    live, curve = 0, []
    for event in events:
        if event["name"] in ("allocated", "freed"):
            live += event["args"]["bytes"] * (1 if event["name"] == "allocated" else -1)
        elif event["ph"] == "C":
            curve.append((event["args"]["bytes"], live))
    yield len(curve) > 5 and equal("curve", [pair for pair in curve if pair[0] != pair[1]], [])
    summary = run(VALGRIND, "--tool=memcheck", "--run-libc-freeres=no", program).stderr.decode().replace(",", "")
    yield equal("at the end", live, int(re.search(r"in use at exit: (\d+) bytes", summary)[1]))
    made = [event for event in events if event["name"] == "allocated"]
    yield equal("allocations", len(made), int(re.search(r"usage: (\d+) allocs", summary)[1]))


def test_output():
    events = chrome(recorded(built("-O0"), "output"))
    yield equal("output", [event["args"]["text"] for event in events if event["name"] == "output"],
                ["out"])
    finish = next(event for event in events if event["name"] == "finish")
    output = next(event for event in events if event["name"] == "output")
    around = [event for event in events if event["ph"] == "X" and
              event["ts"] <= output["ts"] <= event["ts"] + event["dur"]]
    yield equal("the innermost call", min(around, key=lambda event: event["dur"])["name"], "write")
    yield equal("within its call", finish["ts"] <= output["ts"] <= finish["ts"] + finish["dur"], True)


def test_last():
    file = recorded(built("-O0"), "last")
    every = [event for event in chrome(file) if event["ph"] != "M"]
    done = run(SPP_POST, "chrome", "--last=50", file)
    last = [event for event in checked(done.stdout.decode()) if event["ph"] != "M"]
    yield equal("the newest", last, every[-50:])
    yield equal("said", done.stderr.decode(), "spp-post: the first %d of %d events were dropped\n"
                % (len(every) - 50, len(every)))
    yield equal("as many as there are", [event for event in chrome("--last=1000000", file)
                                         if event["ph"] != "M"], every)
    yield equal("of totals there are none", run(SPP_POST, "folded", "--last=5", file,
                                                check=False).returncode, 2)


def test_processes():
    file = recorded(built("-O0"), "twice")
    events = chrome(file, file)
    yield equal("processes", len({event["pid"] for event in events}), 2)
    yield equal("calls", calls_of(events)["fibonacci"], 2 * calls_of(chrome(file))["fibonacci"])
    yield equal("nesting", min(own_times(events).values()) >= 0, True)


def test_programs():
    """Each process has the names of its own program's functions."""
    run("g++", "-g", "-o", "objects", os.path.join(TOP, "regtest/heap_profile/objects.cpp"))
    files = [recorded(built("-O0"), "of-c"), recorded("./objects", "of-c++")]
    alone = [calls_of(chrome(file)) for file in files]
    several = files * 3
    events = chrome(*several)
    pids = [e["pid"] for e in events if e["ph"] == "M" and e["name"] == "process_name"]
    yield equal("programs", [calls_of(e for e in events if e["pid"] == pid) for pid in pids],
                alone * 3)


def test_without_profile():
    """Time is rows then."""
    events = chrome(recorded(built("-O0"), "rows", "--profile=no"))
    yield equal("calls", calls_of(events)["fibonacci"], calls_of(chrome("twice"))["fibonacci"])
    yield equal("nesting", min(own_times(events).values()) >= 0, True)


def test_without_steps():
    """Only calls on whose stack something happened."""
    events = chrome(recorded(built("-O0"), "totals", "--trace=no"))
    calls = calls_of(events)
    yield equal("calls", [calls[name] for name in ("say", "work", "sort", "compare")], [1, 1, 0, 0])
    yield equal("the heap is there", any(event["ph"] == "C" for event in events), True)
    yield equal("nesting", min(own_times(events).values()) >= 0, True)
