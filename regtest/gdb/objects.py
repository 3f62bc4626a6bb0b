"""What gdb says of C++ objects that their bytes alone do not tell; part of the witness.

Containers of libstdc++ are what gdb's own pretty-printers show (regtest/containers/witness.py asks
them); virtual bases are where gdb finds them through an object's vtable; and variables of type
nullptr_t, which gdb has no value for ("Attempt to dereference a generic pointer"), are where gdb's
reading of their DWARF places them."""

import importlib.util
import os
import re

import gdb

DEPTH = 6                 # of containers in containers and behind smart pointers, which may be a ring


def load_printers():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "containers", "witness.py")
    spec = importlib.util.spec_from_file_location("containers_witness", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


printers = load_printers()
unbounded = printers.node
depth = 0


def is_dangling(_address, _size):
    """A witness that knows the heap has its own."""
    return False


def node(value):
    global depth
    if depth == DEPTH:
        return {"unknown": "deep"}
    depth += 1
    try:
        type_ = value.type.strip_typedefs().unqualified()
        if (type_.code == gdb.TYPE_CODE_STRUCT and value.address is not None and is_container(type_)
                and is_dangling(int(value.address), type_.sizeof)):
            return {"unknown": "freed"}
        return unbounded(value)
    except gdb.error as error:
        return {"unknown": str(error)}
    finally:
        depth -= 1


printers.node = node      # it calls itself by that name


def object_at(address, type_):
    return gdb.Value(address).cast(type_.pointer()).dereference()


known = {}                # container or not, by name


def has_printer(type_):
    try:
        return gdb.default_visualizer(object_at(0x1000, type_)) is not None
    except gdb.error:     # one that looks at the object
        return True


def is_container(type_):
    """A class of the library that gdb prints as what it holds."""
    name = type_.name or ""
    if not name.startswith(("std::", "__gnu_cxx::")):
        return False
    if name not in known:
        known[name] = name.startswith("std::array<") or has_printer(type_)
    return known[name]


def contents(address, type_):
    return node(object_at(address, type_))


def virtual_base(address, type_, name):
    """(address, type) of a base class of the object at an address."""
    field = next(f for f in type_.fields() if f.is_base_class and f.name == name)
    base = object_at(address, type_)[field]
    return int(base.address), base.type


def is_nullptr(type_):
    return (type_.code == gdb.TYPE_CODE_VOID
            and (type_.name or "").split("::")[-1] in ("decltype(nullptr)", "nullptr_t"))


def place_of_null(symbol, pc, cfa):
    """The address of a local variable, from its DWARF: an offset to the CFA, or to the frame pointer,
    which at -O0 is 16 bytes below the CFA."""
    listing = gdb.execute("info scope *%#x" % pc, to_string=True)
    found = re.search(r"Symbol %s is a (complex DWARF expression:\s+0: DW_OP_fbreg (-?\d+)"
                      r"|variable at frame base reg \$rbp offset 0\+(-?\d+))"
                      % re.escape(symbol.name), listing)
    return cfa + int(found.group(2)) if found.group(2) else cfa - 16 + int(found.group(3))


def static_address(symbol):
    """Of a global variable that gdb shows another object for: a reference."""
    text = gdb.execute("info address " + symbol.name, to_string=True)
    return int(re.search(r"static storage at address (0x[0-9a-f]+)", text).group(1), 16)
