"""What gdb reads in the globals r_NAME at done(), as JSON: {NAME: {path: scalar}}.  Run inside gdb
by regtest/returns/run."""
import json
import os

import gdb

POINTERS = (gdb.TYPE_CODE_PTR, gdb.TYPE_CODE_REF, gdb.TYPE_CODE_RVALUE_REF)


def pointer(value, kind):
    target = kind.target().strip_typedefs()
    if int(value) and target.sizeof == 1 and target.code in (gdb.TYPE_CODE_INT, gdb.TYPE_CODE_CHAR):
        return value.string()
    return int(value) != 0


def text(value):
    """What the library's own printer for gdb says, for what it shows as one text."""
    return value.format_string().strip('"')


def add(out, path, value):
    kind = value.type.strip_typedefs().unqualified()
    if str(kind).startswith("std::") and kind.code == gdb.TYPE_CODE_STRUCT:
        if "basic_string" in str(kind):
            out[path] = text(value)
    elif kind.code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
        for field in kind.fields():
            if hasattr(field, "bitpos") and not (field.name or "").startswith("_vptr"):
                add(out, path + "." + field.name, value[field])
    elif kind.code == gdb.TYPE_CODE_ARRAY:
        low, high = kind.range()
        for i in range(low, high + 1):
            add(out, path + "[%d]" % i, value[i])
    elif kind.code in POINTERS:
        out[path] = pointer(value, kind)
    elif kind.code == gdb.TYPE_CODE_COMPLEX:
        real, sign, imaginary = value.format_string().rstrip("i").split(" ")
        out[path + "[0]"] = real
        out[path + "[1]"] = imaginary if sign == "+" else "-" + imaginary
    elif kind.code in (gdb.TYPE_CODE_FLT, gdb.TYPE_CODE_MEMBERPTR):
        out[path] = value.format_string()
    elif kind.code == gdb.TYPE_CODE_INT and kind.sizeof > 8:      # more than gdb's Python takes
        raw = gdb.selected_inferior().read_memory(value.address, kind.sizeof)
        out[path] = int.from_bytes(raw.tobytes(), "little", signed=True)
    elif kind.code in (gdb.TYPE_CODE_INT, gdb.TYPE_CODE_CHAR, gdb.TYPE_CODE_BOOL,
                       gdb.TYPE_CODE_ENUM):
        out[path] = int(value)


gdb.execute("set breakpoint pending off")
gdb.execute("set print object off")
gdb.Breakpoint("done")
gdb.execute("run")
found = {}
for name in os.environ["WITNESS_NAMES"].split():
    found[name] = {}
    if name == "nothing":                 # gdb 13 has an error for a variable of nullptr_t
        found[name][""] = False
        continue
    add(found[name], "", gdb.parse_and_eval("r_" + name))
with open(os.environ["WITNESS_OUT"], "w") as file:
    json.dump(found, file)
