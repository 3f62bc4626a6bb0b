"""What gdb's pretty-printers for libstdc++ show, as JSON; run inside gdb by regtest/containers/run.

One line for each stop: {"line": N, "hit": K, "values": {name: node}}.  A node is {"list": [...]},
{"text": [code units]}, {"number": "..."}, {"pointer": is it set, "to": node or nothing,
"said": what the printer says} or {"unknown": type}."""
import json
import os

import gdb

CODES = (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION)
ELEMENTS_MAX = 1000
LENGTH_MAX = 1 << 20


def text(lazy):
    """The code units of a lazy string: its length counts, not a NUL."""
    if not 0 <= lazy.length < LENGTH_MAX:             # gdb dies of the type of such a string
        raise ValueError("no string")
    unit = lazy.type.target().strip_typedefs()
    if not lazy.length:
        return {"text": [], "width": unit.sizeof}
    length = lazy.length
    data = gdb.selected_inferior().read_memory(lazy.address, length * unit.sizeof).tobytes()
    units = [int.from_bytes(data[i:i + unit.sizeof], "little")
             for i in range(0, len(data), unit.sizeof)]
    return {"text": units, "width": unit.sizeof}


def fields(value):
    """A struct without a printer: base classes and members, anonymous ones' in place."""
    out = []
    for field in value.type.strip_typedefs().fields():
        if hasattr(field, "bitpos"):
            member = value[field]
            if not field.name and gdb.default_visualizer(member) is None:
                out += fields(member)
            else:
                out.append(node(member))
    return out


def pointee(value):
    target = value.type.strip_typedefs().target().strip_typedefs()
    if target.code in (gdb.TYPE_CODE_FUNC, gdb.TYPE_CODE_VOID) or not int(value):
        return None
    return node(value.dereference())


def scalar(value, kind):
    if kind.code == gdb.TYPE_CODE_PTR:
        return {"pointer": int(value) != 0}
    if kind.code in (gdb.TYPE_CODE_REF, gdb.TYPE_CODE_RVALUE_REF):
        return {"pointer": True}
    if kind.code == gdb.TYPE_CODE_FLT:
        return {"number": repr(float(value))}
    if kind.code in (gdb.TYPE_CODE_INT, gdb.TYPE_CODE_CHAR, gdb.TYPE_CODE_BOOL,
                     gdb.TYPE_CODE_ENUM):
        return {"number": str(int(value))}
    return {"unknown": str(kind)}


def child(value):
    return node(value) if isinstance(value, gdb.Value) else {"number": str(int(value))}


def printed(value, printer, name):
    hint = printer.display_hint() if hasattr(printer, "display_hint") else None
    if name.endswith("filesystem::__cxx11::path"):
        return node(value["_M_pathname"])        # its printer takes the text apart
    said = printer.to_string() if hasattr(printer, "to_string") else None
    if isinstance(said, bool):                   # of a bit
        return {"number": str(int(said))}
    if hasattr(said, "lazy_string") and not isinstance(said, gdb.Value):
        said = said.lazy_string()
    if type(said).__name__.endswith("LazyString"):      # gdb has no name for the class
        return text(said)
    if name.split("<")[0].endswith("_ptr") and hasattr(printer, "children"):
        held = [v for _, v in printer.children()]
        if not held:
            return {"pointer": False, "said": str(said)}
        expired = "expired" in str(said)
        return {"pointer": int(held[0]) != 0, "said": str(said),
                "to": None if expired else pointee(held[0])}
    if "iterator" in name and isinstance(said, (gdb.Value, str)):
        return {"pointer": True, "to": node(said) if isinstance(said, gdb.Value) else None}
    if not hasattr(printer, "children"):
        return {"said": str(said)}
    made = [(str(n), child(v)) for n, v in zip_some(printer.children())]
    if name.startswith("std::bitset"):
        return {"bits": [int(n.strip("[]")) for n, _ in made]}
    values = [v for _, v in made]
    if hint == "map":
        values = [{"list": [k, v]} for k, v in zip(values[::2], values[1::2])]
    return {"list": values}


def zip_some(children):
    for _, pair in zip(range(ELEMENTS_MAX), children):
        yield pair


def node(value):
    try:
        kind = value.type.strip_typedefs()
        if kind.code in (gdb.TYPE_CODE_REF, gdb.TYPE_CODE_RVALUE_REF):
            return {"pointer": True, "to": node(value.referenced_value())}
        printer = gdb.default_visualizer(value)
        name = str(kind.unqualified())
        if printer is not None:
            return printed(value, printer, name)
        if kind.code == gdb.TYPE_CODE_ARRAY:
            low, high = kind.range()
            return {"list": [node(value[i]) for i in range(low, min(high, ELEMENTS_MAX) + 1)]}
        if name.startswith("std::array<"):
            return node(value["_M_elems"])
        if kind.code in CODES:
            return {"list": fields(value), "plain": True}
        return scalar(value, kind)
    except (gdb.error, RuntimeError, ValueError, OverflowError, IndexError, TypeError,
            AttributeError, StopIteration, ImportError, ArithmeticError) as error:
        return {"unknown": str(error)}


def add_symbols(block, frame, out):
    for symbol in block:
        if (symbol.is_variable or symbol.is_argument) and symbol.name not in out \
                and not symbol.name.startswith("__") and symbol.symtab is not None \
                and os.path.basename(symbol.symtab.filename) == os.environ["SOURCE"]:
            if block.function is None and (block.is_global or block.is_static) \
                    or symbol.line < frame.find_sal().line:
                out[symbol.name.replace("[abi:cxx11]", "")] = node(symbol.value(frame))


def values():
    """Of the frame's variables, and of the file's."""
    frame, out = gdb.selected_frame(), {}
    block = frame.block()
    while block is not None:
        add_symbols(block, frame, out)
        block = block.superblock
    return out


def main():
    lines = [int(n) for n in os.environ["STOPS"].split()]
    hits = dict.fromkeys(lines, 0)
    gdb.execute("set pagination off")
    gdb.execute("set print elements unlimited")
    gdb.execute("set breakpoint pending off")
    for line in lines:
        gdb.Breakpoint("%s:%d" % (os.environ["SOURCE"], line))
    gdb.execute("run > /dev/null")
    with open(os.environ["WITNESS"], "w") as out:
        while gdb.selected_inferior().pid:
            line = gdb.selected_frame().find_sal().line
            if line in hits:
                hits[line] += 1
                json.dump({"line": line, "hit": hits[line], "values": values()}, out)
                out.write("\n")
            gdb.execute("continue")


if __name__ == "__main__":            # the gdb comparison takes node()
    main()
