"""What the back ends make of vgtrace against our own trace, but for what they cannot be told.

The differences that expected() makes are those that docs/formats/vgtrace.md lists."""
from drawing import need


def ids_of(step):
    return [frame["frame_id"] for frame in step["frames"]]


def scalars(value):
    """In reading order; of a pointer, drawn or not, the address."""
    if value[0] == "C_DATA":
        return [str(value[3]).split(" ")[0] if str(value[3]).startswith("0x") else value[3]]
    parts = value[2:] if value[0] == "C_ARRAY" else value[3:]
    return [s for part in parts for s in scalars(part[1] if value[0] == "C_STRUCT" else part)]


def shown(step):
    """Members may come in another order, by address."""
    variables = [(name, sorted(map(repr, scalars(frame["encoded_locals"][name]))))
                 for frame in step["frames"] for name in frame["ordered_varnames"]]
    return step["event"], step["line"], [f["func_name"] for f in step["frames"]], variables, step["stdout"]


def ends_at(step, after):
    """A call after which the next step is not in its frame."""
    ids, next_ids = ids_of(step), ids_of(after)
    return next_ids[:len(ids)] != ids or (after["event"] == "call" and next_ids == ids)


def expected(steps, is_opt):
    """Our steps as the back end can show them."""
    first = next(n for n, s in enumerate(steps) if s["frames"][-1]["func_name"] == "main")
    told, called = [], None
    for at in range(first, len(steps)):
        step, here = dict(steps[at]), (steps[at]["line"], ids_of(steps[at]))
        is_call = step["event"] == "call"
        if step["event"] == "exception":         # a memory error: they know of none
            step["event"] = "step_line"
        if not is_call and here == called and not (is_opt and step["event"] == "return"):
            continue                             # on the line of its call
        called = here if is_call or here == called else None
        if told and step["event"] == told[-1]["event"] == "step_line" \
                and here == (told[-1]["line"], ids_of(told[-1])):
            continue                             # on one line in a row
        if step["event"] in ("call", "step_line") and at + 1 < len(steps) and ends_at(step, steps[at + 1]):
            step["event"] = "return"             # also where an exception or longjmp ends it
        told.append(step)
    told[-1]["event"] = "return"
    return told


def compare(ours, theirs, is_opt):
    ours = expected(ours, is_opt)
    for number, (a, b) in enumerate(zip(ours, theirs)):
        need(shown(a) == shown(b), "records", "step", number + 1, "is", shown(a), "and they make", shown(b))
    need(len(ours) == len(theirs), "records", len(ours), "steps, they have", len(theirs))
