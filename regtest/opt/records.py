"""The records of vgtrace: whether both back ends read them, and what traces they make of them.

read() is what parse_vg_trace.ts and vg_to_opt_trace.py have in common: one JSON record behind each
separator, from which they make tuples.  filtered() is what they drop and how they guess calls and
returns.  Where one of the two is stricter, that is the rule here."""
import json
import re

from drawing import UNSET, Fault, need

SEPARATOR, LIMIT_LINE = "=== pg_trace_inst ===", "MAX_STEPS_EXCEEDED"
PLACE = re.compile(r"0x(0|[0-9a-f]{12,16})$")
RECORD_KEYS = {"func_name": str, "line": int, "stack": list}
FRAME_KEYS = {"func_name": str, "line": int, "FP": str, "locals": dict, "ordered_varnames": list}


def brief(addr):
    """As opt spells it; the sort of members by text needs all in one width."""
    need(isinstance(addr, str) and PLACE.match(addr), "address", repr(addr), "in a record")
    return "0x%x" % int(addr, 16)


class Values:
    """Turns the values of one record into tuples, and collects its heap."""

    def __init__(self):
        self.heap = {}

    def block(self, value):
        addr = brief(value["addr"])
        need(addr not in self.heap, "records", "block", addr, "is there twice")
        self.heap[addr] = None
        self.heap[addr] = ["C_ARRAY", addr] + [self.value(part) for part in value["val"]]

    def carried(self, value):
        need(value.get("kind") == "array", "records", "deref_val", value.get("kind"))
        for part in value["val"]:
            need(part.get("kind") == "heap_block", "records", part.get("kind"), "among the blocks")
            self.block(part)

    def value(self, value):
        need(isinstance(value, dict), "records", "no value:", value)
        kind = value.get("kind")
        if kind == "base":
            need(value["type"] != "pointer", "records", "a scalar that passes for a pointer")
            return ["C_DATA", brief(value["addr"]), value["type"], value["val"]]
        if kind == "pointer":
            if "deref_val" in value:
                self.carried(value["deref_val"])
            target = value["val"] if value["val"] == UNSET else brief(value["val"])
            return ["C_DATA", brief(value["addr"]), "pointer", target]
        if kind == "struct":
            need(isinstance(value["val"], dict), "records", "struct", value)
            members = sorted(value["val"].items(), key=lambda m: m[1]["addr"])
            return ["C_STRUCT", brief(value["addr"]), value["type"]] + [[n, self.value(m)] for n, m in members]
        need(kind == "array" and "dimensions" not in value, "records", "kind", kind)
        return ["C_ARRAY", brief(value["addr"])] + [self.value(part) for part in value["val"]]


def read_frame(values, frame, innermost):
    for key, kind in FRAME_KEYS.items():
        need(type(frame.get(key)) is kind, "records", "frame has no proper", key)
    need(frame["FP"] != "0x0" and frame["func_name"] != "???", "records", "a step would be dropped")
    return {"func_name": frame["func_name"], "frame_id": frame["FP"], "line": frame["line"],
            "unique_hash": frame["func_name"] + "_" + frame["FP"], "is_highlighted": innermost,
            "is_parent": False, "is_zombie": False, "parent_frame_id_list": [],
            "ordered_varnames": frame["ordered_varnames"],
            "encoded_locals": {n: values.value(v) for n, v in frame["locals"].items()}}


def read_record(record, stdout):
    for key, kind in RECORD_KEYS.items():
        need(type(record.get(key)) is kind, "records", "no proper", key)
    need(record["stack"], "records", "an empty stack")
    values = Values()
    outermost_first = record["stack"][::-1]
    frames = [read_frame(values, f, i + 1 == len(outermost_first)) for i, f in enumerate(outermost_first)]
    ids = [f["frame_id"] for f in frames]
    need(len(set(ids)) == len(ids), "records", "two frames of one FP: the step would be dropped")
    return {"event": "step_line", "line": record["line"], "func_name": frames[-1]["func_name"],
            "stack_to_render": frames, "ordered_globals": record.get("ordered_globals", []),
            "globals": {n: values.value(v) for n, v in record.get("globals", {}).items()},
            "heap": values.heap, "stdout": stdout}


def read(text, parse):
    """All records as steps of opt; those that the back ends drop are among them, on line 0."""
    lines = text.split("\n")
    need(lines.pop() == "" and lines, "records", "no end of line, or nothing")
    if lines[-1] == LIMIT_LINE:
        lines.pop()
    need(len(lines) % 3 == 0, "records", "a record of other than three lines")
    steps = []
    for at in range(0, len(lines), 3):
        need(lines[at] == SEPARATOR, "records", "line", at + 1, "is no separator")
        need(lines[at + 1].startswith("STDOUT: "), "records", "line", at + 2, "is no output")
        stdout, record = parse(lines[at + 1][len("STDOUT: "):]), parse(lines[at + 2])
        need(isinstance(stdout, str) and isinstance(record, dict), "records", "line", at + 3)
        try:
            steps.append(read_record(record, stdout))
        except (KeyError, TypeError) as error:
            raise Fault("records", "record", at // 3 + 1, repr(error))
    return steps


def ids_of(step):
    return [frame["frame_id"] for frame in step["stack_to_render"]]


def fitting(steps):
    """vg_to_opt_trace.py drops a step whose stack is no more than one frame away from the last."""
    kept = steps[:1]
    for before, step in zip(steps, steps[1:]):
        a, b = ids_of(before), ids_of(step)
        if a == b or a == b[:-1] or a[:-1] == b:
            kept.append(step)
    return kept


def mark(steps, keeps_returns):
    for at, (before, step) in enumerate(zip(steps, steps[1:])):
        a, b = ids_of(before), ids_of(step)
        if a == b[:-1]:
            step["event"] = "call"
            for later in steps[at + 2:]:
                if ids_of(later) != b or later["line"] != step["line"]:
                    break
                later["dropped"] = True
        elif a[:-1] == b:
            before["event"] = "return"
    steps[-1]["event"] = "return"
    for step in steps:
        if keeps_returns and step["event"] == "return":
            step.pop("dropped", None)


def one_a_line(steps):
    kept = steps[:1]
    for step in steps[1:]:
        last = kept[-1]
        if not (step["event"] == last["event"] == "step_line" and step["line"] == last["line"]
                and ids_of(step) == ids_of(last)):
            kept.append(step)
    return kept


def drop_returned_to(steps):
    for before, step, after in zip(steps, steps[1:], steps[2:]):
        if before["event"] != "return" or len(before["stack_to_render"]) < 2:
            continue
        caller, top = before["stack_to_render"][-2], step["stack_to_render"][-1]
        if (caller["frame_id"], caller["line"]) == (top["frame_id"], top["line"]) \
                and step["func_name"] == after["func_name"]:
            step["dropped"] = True


def filtered(steps, is_opt):
    """The trace that a back end makes: the one of OPT, or that of See++."""
    if is_opt:
        steps = fitting(steps)
    mark(steps, is_opt)
    steps = one_a_line(steps)
    drop_returned_to(steps)
    first = next((n for n, s in enumerate(steps) if s["func_name"] == "main"), len(steps))
    return [step for step in steps[first:] if not step.get("dropped")]
