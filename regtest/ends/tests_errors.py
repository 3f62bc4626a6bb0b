"""Memory errors in the trace: at their step and line in every format, where it ends with
--stop-at-error, and how many there were."""

import json

from harness import Recording, compiled, post, same
from tests_limits import line_of, summary

FREED = "Invalid free() / delete / delete[] / realloc()"
IN_WORDS = "What is freed here is no block of the heap, or none any more: " + FREED + "."
LINES = ("error 1", "error 2", "error 3")


def recorded(name):
    return Recording(name, [compiled("frees.c", to=name)])


def opt_steps(recording, sink="opt", *options):
    return json.loads(post(sink, *options, recording.file)[0])["trace"]


def test_errors_at_their_lines():
    """The trace goes on, and each error is at the line that ran; behind a call too, where the step
    before it is the callee's."""
    with recorded("frees") as r:
        found = [s for s in r.steps() if "errors" in s]
        same("lines", [line_of("frees.c", text) for text in LINES], [s["line"] for s in found])
        same("functions", ["give_up", "main", "main"], [s["function"] for s in found])
        for step in found:
            (error,) = step["errors"]
            same("error", ("free", FREED), (error["kind"], error["message"]))
            same("place", (step["function"], step["line"]), (error["function"], error["line"]))
            assert step["message"].startswith(IN_WORDS), step["message"]
            assert error["description"] in step["message"], step
        assert "on thread 1's stack" in found[1]["errors"][0]["description"], found[1]["errors"]
        same("end", ("return", "main"), tuple(r.steps()[-1][k] for k in ("event", "function")))


def test_errors_where_a_window_begins():
    """Steps have the same numbers and errors whatever is shown."""
    with recorded("frees-window") as r:
        whole = r.steps()
        for start in range(1, len(whole) + 1):
            cut = r.steps(f"--from={start}")
            same("from", [(s["step"], s["line"], s.get("errors")) for s in whole[start - 1:]],
                 [(s["step"], s["line"], s.get("errors")) for s in cut])


def test_errors_in_dialects():
    """The Online Python Tutor's front end shows an exception and goes on; See++'s, a message at any
    step; and what both read is a message too."""
    with recorded("frees-dialects") as r:
        for sink, key, event in (("opt", "exception_msg", "exception"),
                                 ("both", "exception_msg", "step_line"),
                                 ("seepp", "exceptionMsg", "stepLine")):
            found = [s for s in opt_steps(r, sink) if "errors" in s["ext"]]
            same("steps of " + sink, 3, len(found))
            for step in found[1:]:
                same("event of " + sink, event, step["event"])
            for step in found:
                assert step[key].startswith(IN_WORDS), step[key]
                same("kind", "free", step["ext"]["errors"][0]["kind"])
        records = post("vgtrace", r.file)[0]
        same("records", 3, records.count('"exception_msg":"' + IN_WORDS))
        assert "ERROR:" not in records, "a parser throws everything away"


def test_stop_at_error():
    """The first error is the last step, an exception; the summary says so."""
    with recorded("frees-stop") as r:
        for sink in ("opt", "seepp", "both"):
            *before, last = opt_steps(r, sink, "--stop-at-error")
            same("event", "exception", last["event"])
            same("line", line_of("frees.c", LINES[0]) + (sink == "seepp"), last["line"])
            assert not any("errors" in s["ext"] for s in before), before
        last = json.loads(post("steps", "--stop-at-error", "--max-steps=0", r.file)[0].splitlines()[-1])
        same("in steps", ("exception", 1), (last["event"], len(last["errors"])))
        assert last["message"].startswith(IN_WORDS), last["message"]
        told, code = summary("opt", "--stop-at-error", r.file)
        same("summary", ("error", "none", 1, 0), (told["ended"], told["limit"], told["errors"], code))
        first = last["step"]
        told, _ = summary("opt", "--stop-at-error", f"--from={first + 1}", r.file)
        same("stops at the first that is shown", ("error", 2), (told["ended"], told["errors"]))


def test_errors_counted():
    with recorded("frees-counted") as r:
        same("info", "3: 3 free", r.info()["errors"])
        told, _ = summary("steps", r.file)
        same("summary", ("exit", 3), (told["ended"], told["errors"]))
