"""What gdb sees of some variables at some lines, as JSON; run inside gdb by regtest/storage/run.

WITNESS_JOB names a JSON file with: stops ("file.c:12"...), folder (of the sources), watch (names, or "file.c::name" for a
static of another file), args, out.  One line for each stop: {"at": "file.c:12", "function",
"frames", "values": {name: node}}.  A node is a number as text, a list (elements, or members in order),
{"pointer": is it set, "to": node or "string": text} or {"absent": gdb's reason}."""

import json
import os

import gdb

NUMBERS = (gdb.TYPE_CODE_INT, gdb.TYPE_CODE_CHAR, gdb.TYPE_CODE_BOOL, gdb.TYPE_CODE_ENUM)
STOPS_MAX = 2000
ELEMENTS_MAX = 200              # as spp-post shows


def pointer(value, depth):
    node = {"pointer": int(value) != 0}
    target = value.type.strip_typedefs().target().strip_typedefs()
    if node["pointer"] and target.code == gdb.TYPE_CODE_INT and target.sizeof == 1:
        node["string"] = value.string()
    elif node["pointer"] and depth and target.code not in (gdb.TYPE_CODE_FUNC, gdb.TYPE_CODE_VOID):
        node["to"] = node_of(value.dereference(), depth - 1)
    return node


def node_of(value, depth=4):
    try:
        kind = value.type.strip_typedefs()
        if kind.code in NUMBERS:
            return str(int(value))
        if kind.code == gdb.TYPE_CODE_FLT:
            return repr(float(value))
        if kind.code == gdb.TYPE_CODE_PTR:
            return pointer(value, depth)
        if kind.code == gdb.TYPE_CODE_ARRAY:
            low, high = kind.range()
            return [node_of(value[i], depth) for i in range(low, min(high + 1, low + ELEMENTS_MAX))]
        if kind.code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
            if not kind.fields():
                return {"absent": "incomplete type"}
            return [node_of(value[f], depth) for f in kind.fields() if hasattr(f, "bitpos")]
        return {"absent": "a type that is not compared"}
    except gdb.error as error:
        return {"absent": str(error)}


def watched(name):
    place, _, plain = name.rpartition("::")
    try:
        return node_of(gdb.parse_and_eval("'%s'::%s" % (place, plain) if place else plain))
    except gdb.error as error:
        return {"absent": str(error)}


def frames(folder):
    """Functions of the program's own sources: of libc there may be debug information too."""
    names, frame = [], gdb.newest_frame()
    while frame:
        symtab = frame.find_sal().symtab
        if frame.function() and symtab and symtab.fullname().startswith(folder + "/"):
            names.append(frame.function().name)
        frame = frame.older()
    return names[::-1]


def stop(job):
    sal = gdb.newest_frame().find_sal()
    return {"at": "%s:%d" % (os.path.basename(sal.symtab.filename), sal.line),
            "frames": frames(job["folder"]),
            "values": {name.rpartition("::")[2]: watched(name) for name in job["watch"]}}


def main():
    with open(os.environ["WITNESS_JOB"]) as file:
        job = json.load(file)
    gdb.execute("set pagination off")
    gdb.execute("set breakpoint pending on")
    gdb.execute("set args " + job["args"])
    for place in job["stops"]:
        gdb.Breakpoint(place)
    with open(job["out"], "w") as out:
        gdb.execute("run")
        for _ in range(STOPS_MAX):
            if not gdb.selected_thread() or not gdb.selected_thread().is_valid():
                return
            print(json.dumps(stop(job)), file=out)
            gdb.execute("continue")


main()
