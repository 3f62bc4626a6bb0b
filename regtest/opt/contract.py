#!/usr/bin/env python3
"""Checks traces against the contract of the front ends that draw them.

    contract.py opt|seepp|both|vgtrace FILE...
    contract.py arrows FILE               of opt: how many each step has, as a JSON array

What each rule protects is said where it is checked: a front end that stops with an error, shows
nothing, or shows something else than the program had.  Prints the faults, a line each.  The rules
are told apart by name, so that selftest can see each of them fire."""
import copy
import json
import re
import sys
from dataclasses import dataclass

import records
from drawing import Drawing, Fault, check_heap, check_name, count_arrows, need
from known import check_known


@dataclass(frozen=True)
class Dialect:
    snake: bool                  # keys as func_name, or as funcName; both may be
    camel: bool
    html: bool                   # names are put into the page as HTML
    grids: bool                  # C_MULTIDIMENSIONAL_ARRAY is drawn
    refs: bool                   # so is the type "ref"
    strict: bool                 # a pointer without a target is an error
    line_shift: int              # the front end takes it off again
    step: str
    limit_is_entry: bool         # the marker is an entry of its own


DIALECTS = {
    "opt": Dialect(True, False, True, True, False, True, 0, "step_line", True),
    "seepp": Dialect(False, True, False, False, True, False, 1, "stepLine", False),
    "vgtrace": Dialect(True, False, False, False, False, True, 0, "step_line", False),
    "both": Dialect(True, True, True, False, False, True, 0, "step_line", False),
}
LIMIT = "instruction_limit_reached"
WAITS = "The program waits for input."          # what See++ is told, that has no event for it
MARKERS = (LIMIT, "raw_input")
STEP_KEYS = {"event": str, "line": int, "func_name": str, "stack_to_render": list, "globals": dict,
             "ordered_globals": list, "heap": dict, "stdout": str}
FRAME_KEYS = {"func_name": str, "frame_id": str, "unique_hash": str, "ordered_varnames": list,
              "encoded_locals": dict, "is_highlighted": bool, "is_parent": bool,
              "is_zombie": bool, "parent_frame_id_list": list, "line": int}
CAMEL = {"ordered_varnames": "orderedVarNames"}
CUT = re.compile(r"\.\.\. \d+ more calls \.\.\.$")


def camel(key):
    return CAMEL.get(key) or re.sub("_(.)", lambda m: m.group(1).upper(), key)


def in_snake(dialect, obj, keys):
    """obj with the keys that are asked for as opt spells them; both spellings have one value."""
    found = dict(obj)
    for key in keys:
        if dialect.camel and camel(key) in obj:
            need(not dialect.snake or obj.get(key) == obj[camel(key)], "keys", key, "and",
                 camel(key), "differ")
            found[key] = obj[camel(key)]
        elif dialect.camel and camel(key) != key:
            found.pop(key, None)
    return found


def check_keys(what, obj, keys):
    for key, kind in keys.items():
        need(type(obj.get(key)) is kind, "keys", what, "has no proper", key)


def check_variables(drawing, order, values):
    need(all(isinstance(name, str) for name in order), "names", order)
    need(sorted(order) == sorted(values), "names", order, "and values", list(values), "differ")
    need(len(set(order)) == len(order), "names", "one twice in", order)
    for name in order:
        check_name(drawing.dialect, name)
        drawing.value(values[name])


def check_frame(drawing, frame):
    frame = in_snake(drawing.dialect, frame, FRAME_KEYS)
    check_keys("frame", frame, FRAME_KEYS)
    check_variables(drawing, frame["ordered_varnames"], frame["encoded_locals"])
    need(not frame["is_parent"] and not frame["is_zombie"] and not frame["parent_frame_id_list"],
         "frames", "a closure in C")
    return frame


def check_frames(drawing, step):
    """The innermost frame is last, and the step is in it."""
    frames = [check_frame(drawing, frame) for frame in step["stack_to_render"]]
    if not frames:
        return frames
    need([f["is_highlighted"] for f in frames] == [False] * (len(frames) - 1) + [True], "frames",
         "not the innermost one is highlighted")
    need(len({f["unique_hash"] for f in frames}) == len(frames), "frames", "two of one unique_hash")
    need(step["func_name"] == frames[-1]["func_name"], "frames", "the step is in",
         step["func_name"], "and the innermost frame", frames[-1]["func_name"])
    need(step["line"] == frames[-1]["line"], "frames", "the step is at line", step["line"],
         "and the innermost frame at", frames[-1]["line"])
    return frames


def has_errors(step):
    """A memory error: the trace goes on behind it."""
    return bool(step.get("ext", {}).get("errors"))


def check_message(step):
    """An exception without one is an alert in OPT; See++ shows one at any step that has it."""
    needed = step["event"] in ("exception", LIMIT)
    said = step.get("exception_msg")
    if step["event"] == "raw_input":
        need(isinstance(step.get("prompt"), str), "message", "a wish for input without a prompt")
    if said and (said == WAITS or step["event"] == "return" or has_errors(step)):
        return                                   # of the last step: check_order()
    need((isinstance(said, str) and said.strip()) if needed else said is None, "message",
         "event", step["event"], "with", repr(said))


def check_step(dialect, raw):
    step = in_snake(dialect, raw, [*STEP_KEYS, "exception_msg"])
    check_keys("step", step, STEP_KEYS)
    need(step["event"] in (dialect.step, "call", "return", "exception", LIMIT)
         or (step["event"] == "raw_input" and dialect.snake), "event", step["event"])
    check_message(step)
    drawing = Drawing(dialect)
    step["frames"] = check_frames(drawing, step)
    check_variables(drawing, step["ordered_globals"], step["globals"])
    check_heap(drawing, step["heap"])
    check_known(step)
    step["arrows"] = count_arrows(drawing)
    return step


def check_order(dialect, steps):
    """The marker, and the end of the program, are last; only a marker has no frames."""
    for step in steps[:-1]:
        need(step["event"] not in MARKERS and step.get("exception_msg") != WAITS, "marker",
             "is not last")
    real = [step for step in steps if step["frames"] and step["event"] not in MARKERS]
    for step in real[:-1]:
        need(step["event"] != "return" or "exception_msg" not in step or has_errors(step), "order",
             "the program's end is told before it")
    for step in steps[:-2] + [s for s in steps[-2:-1] if steps[-1]["event"] != LIMIT]:
        goes_on = has_errors(step) and dialect.snake and not dialect.camel
        need(step["event"] != "exception" or goes_on, "order", "the program goes on behind its end")
    for step in steps:
        is_entry = dialect.limit_is_entry and step["event"] in MARKERS
        need(bool(step["frames"]) != is_entry, "marker" if step["event"] in MARKERS else "order",
             step["event"], "with", len(step["frames"]), "frames")
    need(steps[0]["event"] not in MARKERS or not dialect.limit_is_entry, "marker",
         "nothing but a marker: the front end has nothing to show")


def check_numbers(steps):
    """Steps in "ext" are counted as they happened."""
    numbers = [step["ext"]["step"] for step in steps if "ext" in step and step["event"] not in MARKERS]
    need(all(a < b for a, b in zip(numbers, numbers[1:])), "numbers", numbers)


def check_output(steps):
    """It grows, and none of it is lost.  A character may be written in halves."""
    before = ""
    for step in steps:
        if not step["frames"]:
            continue
        need(step["stdout"].startswith(before.rstrip("\ufffd")), "output", "of line", step["line"],
             "does not begin with that before")
        before = step["stdout"]


def check_call(before, ids, event):
    """A call adds one frame to what was there; the function that was left has returned."""
    need(len(ids) > 1, "nesting", "a call without a caller")
    common = 0
    while common < min(len(before), len(ids)) and before[common] == ids[common]:
        common += 1
    if len(ids) > common:
        need(len(ids) == common + 1, "nesting", "a call adds", len(ids) - common, "frames")
    else:
        need(event in ("return", "call", "exception"), "nesting", "a call of a frame that did not return")


def check_pair(a, b):
    before, after = ([f["frame_id"] for f in s["frames"]] for s in (a, b))
    inner = len(before) - 1
    stays = len(after) > inner and after[inner] == before[inner]
    is_inlined = "." in before[-1] or "." in after[-1]
    if b["event"] == "call":
        check_call(before, after, a["event"])
    elif a["event"] == "return" and not is_inlined:
        need(not stays or inner == 0, "nesting", "a frame goes on behind its return")
    if not stays and a.get("ext", {}).get("event") != "unwind":
        need(a["event"] in ("return", "call", "exception"), "nesting", a["func_name"],
             "ends without a return")


def check_nesting(steps):
    """Calls and returns, between two steps of one thread whose whole stack is shown."""
    real = [s for s in steps if s["frames"]]
    for a, b in zip(real, real[1:]):
        shown = not any(CUT.match(f["func_name"]) for f in a["frames"] + b["frames"])
        if shown and b["event"] not in MARKERS and a["frames"][0]["frame_id"] == b["frames"][0]["frame_id"]:
            check_pair(a, b)


def check_lines(dialect, document, steps):
    """Lines are those of the listing."""
    count = document["code"].count("\n") + 1
    first = steps[0].get("file")
    for step in steps:
        for at in [step] + step["frames"]:
            line = at["line"] - dialect.line_shift
            if at is not step and CUT.match(at["func_name"]):
                continue
            need(line >= 1, "line", at["line"])
            need(line <= count or at.get("file") != first, "line", line, "of", count)


def no_constant(name):
    raise Fault("json", name)


def once(pairs):
    need(len({key for key, _ in pairs}) == len(pairs), "json", "a key twice in",
         [key for key, _ in pairs])
    return dict(pairs)


def check_nothing_null(value):
    """null is no value of any front end: one shows None and then breaks, one rejects the trace."""
    need(value is not None, "null", "in the document")
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            check_nothing_null(part)


def decode(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault("utf-8", error)


def parse(text):
    try:
        document = json.loads(text, parse_constant=no_constant, object_pairs_hook=once)
        json.dumps(document, ensure_ascii=False).encode("utf-8")
    except (ValueError, UnicodeEncodeError) as error:
        raise Fault("json", error)
    return document


def check_steps(dialect, trace):
    steps = []
    for number, raw in enumerate(trace):
        try:
            need(isinstance(raw, dict), "keys", "no step")
            steps.append(check_step(dialect, raw))
        except Fault as fault:
            raise Fault(fault.rule, "step %d, line %s: %s" % (number + 1, raw.get("line"), fault))
    return steps


def check_records(data):
    """Each record is one that can be drawn, and what the back ends make of all is a trace: gives
    that of See++ and that of OPT."""
    dialect, steps = DIALECTS["vgtrace"], records.read(decode(data), parse)
    for step in steps:
        check_nothing_null(step)
    check_steps(dialect, [step for step in steps if step["line"]])
    is_in_main = any(step["func_name"] == "main" and step["line"] for step in steps)
    made = []
    for is_opt in (False, True):
        made.append(check_steps(dialect, records.filtered(copy.deepcopy(steps), is_opt)))
        need(made[-1] or not is_in_main, "trace", "nothing is left of it")
        need(all(step["line"] for step in made[-1]), "records", "one without a line is left")
        check_output(made[-1])
    return made


def is_failure(dialect, trace):
    event = "uncaught_exception" if dialect.snake else "uncaughtException"
    return len(trace) == 1 and isinstance(trace[0], dict) and trace[0].get("event") == event


def check_failure(dialect, document):
    """A build that failed, or a recording without steps: the front end shows the message, at its
    line (0: none), and no trace."""
    step = in_snake(dialect, document["trace"][0], ["exception_msg"])
    said, line = step.get("exception_msg"), step.get("line")
    need(isinstance(said, str) and said.strip(), "message", "a failure with", repr(said))
    need(type(line) is int, "keys", "a failure has no proper line")
    need(0 <= line <= document["code"].count("\n") + 1 + dialect.line_shift, "line", line)
    need(isinstance(document.get("buildOutput", ""), str), "keys", "no proper buildOutput")
    return step


def check_document(data, name):
    """data is the whole file; gives the steps, with opt's keys.  Raises a Fault.  Of
    vgtrace it gives two traces, as the back ends make them."""
    if name == "vgtrace":
        return check_records(data)
    dialect, document = DIALECTS[name], parse(decode(data))
    need(isinstance(document, dict), "keys", "no document")
    check_keys("document", document, {"code": str, "trace": list})
    check_nothing_null(document)
    need(document["trace"], "trace", "is empty")
    if is_failure(dialect, document["trace"]):
        return [check_failure(dialect, document)]
    need(document["code"].strip(), "code", "there is no source text")
    steps = check_steps(dialect, document["trace"])
    check_order(dialect, steps)
    check_output(steps)
    check_numbers(steps)
    check_nesting(steps)
    check_lines(dialect, document, steps)
    return steps


def main(name, *paths):
    faults = 0
    for path in paths:
        with open(path, "rb") as file:
            try:
                check_document(file.read(), name)
            except Fault as fault:
                faults += 1
                print("%s: %s" % (path, fault))
    return faults != 0


def print_arrows(path):
    with open(path, "rb") as file:
        steps = check_document(file.read(), "opt")
    print(json.dumps([step["arrows"] for step in steps if step["event"] not in MARKERS]))


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "arrows":
        sys.exit(print_arrows(sys.argv[2]))
    if len(sys.argv) < 3 or sys.argv[1] not in DIALECTS:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
