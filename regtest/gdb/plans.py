"""gdb's types as lists of leaves, and leaves as gdb reads them; see leaf.py.  Part of both
witnesses."""

import gdb

import leaf as leaves
import objects

LEAVES_PER_VARIABLE = 64
REFERENCES = gdb.TYPE_CODE_REF, gdb.TYPE_CODE_RVALUE_REF


class Types:
    """gdb's types as lists of leaves, each written out once."""

    def __init__(self, write):
        self.write = write
        self.ids = {}
        self.known = []

    def plan(self, type_):
        """(id, size, leaves) of a type."""
        key = (str(type_), type_.sizeof, str(type_.strip_typedefs()), names_of_members(type_))
        if key not in self.ids:
            found = []
            collect(type_, [], 0, found)
            self.ids[key] = len(self.known)
            size = 8 if objects.is_nullptr(bare(type_)) else type_.sizeof
            self.known.append((len(self.known), size, [leaf for leaf, _ in found],
                               [t for _, t in found]))
            self.write({"type": self.ids[key], "name": str(type_), "size": size,
                        "leaves": [leaf for leaf, _ in found]})
        return self.known[self.ids[key]]


def names_of_members(type_):
    """Tells types without a name, lambdas', apart."""
    type_ = bare(type_)
    if type_.code != gdb.TYPE_CODE_STRUCT or type_.name:
        return None
    return tuple((f.name, str(f.type)) for f in type_.fields())


def bare(type_):
    return type_.strip_typedefs().unqualified()


def collect(type_, path, offset, found, bits=(0, 0)):
    """Appends (leaf, gdb type) for every scalar of a type, up to the limit."""
    if len(found) >= LEAVES_PER_VARIABLE:
        return
    type_ = bare(type_)
    if type_.code == gdb.TYPE_CODE_ARRAY:
        collect_array(type_, path, offset, found)
    elif type_.code == gdb.TYPE_CODE_STRUCT and objects.is_container(type_):
        if not type_.sizeof:              # only declared, which clang leaves it at
            return
        found.append(([path, offset, leaves.CONTAINER, type_.sizeof, 0, 0, type_.name], type_))
    elif type_.code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
        collect_members(type_, path, offset, found)
    elif type_.code == gdb.TYPE_CODE_COMPLEX:
        half = type_.target()
        for i in range(2):
            collect(half, path + [i], offset + i * half.sizeof, found)
    else:
        kind, extra = scalar_kind(type_)
        if kind:
            size = 8 if extra in ("method", "reference", "null") else type_.sizeof
            found.append(([path, offset, kind, size, bits[0], bits[1], extra], type_))


def collect_array(type_, path, offset, found):
    if type_.dynamic:                 # a flexible array member: its bounds, 0 to 0, mean nothing
        return
    low, high = type_.range()
    size = type_.target().sizeof
    for i in range(low, min(high + 1, low + LEAVES_PER_VARIABLE)):
        collect(type_.target(), path + [i], offset + i * size, found)


def collect_members(type_, path, offset, found):
    for field in type_.fields():
        name = [field.name] if field.name else []
        if field.is_base_class and getattr(field, "bitpos", None) is None:
            found.append(([path + name, offset, leaves.VIRTUAL_BASE, 0, 0, 0, str(type_)], type_))
            continue
        if getattr(field, "bitpos", None) is None:
            continue                  # a static member of C++
        if field.bitsize:
            collect(field.type, path + name, offset, found, (field.bitpos, field.bitsize))
        else:
            collect(field.type, path + name, offset + field.bitpos // 8, found)


def scalar_kind(type_):
    """(kind, extra) of a leaf; kind None for what is not a scalar."""
    code = type_.code
    if code in (gdb.TYPE_CODE_INT, gdb.TYPE_CODE_CHAR):
        return (leaves.SIGNED if type_.is_signed else leaves.UNSIGNED), None
    if code == gdb.TYPE_CODE_BOOL:
        return leaves.BOOL, None
    if code == gdb.TYPE_CODE_ENUM:
        return leaves.ENUM, ("signed " if type_.is_signed else "unsigned ") + str(type_)
    if code == gdb.TYPE_CODE_FLT:
        return leaves.FLOAT, float_format(type_)
    if code == gdb.TYPE_CODE_MEMBERPTR:
        return leaves.SIGNED, None
    if objects.is_nullptr(type_):
        return leaves.POINTER, "null"
    if code == gdb.TYPE_CODE_METHODPTR:
        return leaves.POINTER, "method"
    if code in REFERENCES:
        return leaves.POINTER, "reference"
    if code == gdb.TYPE_CODE_PTR:
        width = wide_character(type_.target())
        return leaves.POINTER, "char%d" % width if width else pointee_kind(bare(type_.target()))
    return None, None


def float_format(type_):
    if type_.sizeof < 16:
        return str(type_.sizeof)
    return leaves.BINARY128 if "128" in type_.name else leaves.X87


def wide_character(type_):
    """2 or 4 for what gdb prints as text too; in C these are typedefs of integers."""
    name = str(type_.unqualified())
    if name in ("wchar_t", "char16_t", "char32_t"):
        return type_.sizeof
    if type_.code == gdb.TYPE_CODE_TYPEDEF:
        return wide_character(type_.target())
    return 0


def pointee_kind(target):
    if target.code == gdb.TYPE_CODE_FUNC:
        return "code"
    if target.code == gdb.TYPE_CODE_INT and target.sizeof == 1:
        return "char"
    return "void" if target.sizeof == 0 or target.code == gdb.TYPE_CODE_VOID else "data"


def follow(value, path):
    for step in path:
        if bare(value.type).code == gdb.TYPE_CODE_COMPLEX:
            half = bare(value.type).target()
            value = (value.address.cast(half.pointer()) + step).dereference()
        elif isinstance(step, str):
            bases = [f for f in bare(value.type).fields() if f.is_base_class and f.name == step]
            value = value[bases[0] if bases else step]
        else:
            value = value[step]
    return value


def verify_leaf(one, type_, value, raw):
    ours = leaves.decode(one, raw)
    if one[2] == leaves.FLOAT:
        text = value.format_string()
        if "invalid" in text:         # no number at all: poison read as an x87 float
            return
        same = leaves.parse_float(text, leaves.FORMATS[one[6]]) == ours
    elif one[6] == "method" or type_.code == gdb.TYPE_CODE_MEMBERPTR:
        return                        # no number to gdb
    elif one[6] == "reference":
        same = int(value.address) & (1 << 64) - 1 == ours
    elif one[3] > 8:
        same = int(value.format_string()) == ours     # int() takes 64 bits
    else:
        same = int(value) == ours
        if one[2] == leaves.POINTER:
            same = int(value) & (1 << 64) - 1 == ours
    if not same:
        raise RuntimeError("%s of type %s: gdb has %s, the bytes %s" % (one, type_, value, ours))
