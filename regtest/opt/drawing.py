"""What a front end draws of one step: the values, and whether its pointers can be drawn.

A part of the contract's checker; see contract.py."""
import math
import re

ADDRESS = re.compile(r"0x(0|[1-9a-f][0-9a-f]{0,15})$")
ENTITY = re.compile(r"&(amp|lt|gt);")
EXACT = 2 ** 53
UNSET = "<UNINITIALIZED>"        # of a pointer too: no front end draws an arrow then
RULES = set("""address block code escaping event exact frames grid json keys known line marker message
            names nesting null numbers order output records scalar shape source target trace utf-8""".split())


class Fault(Exception):
    """rule is the one that was broken, by name; those of the contract are RULES."""

    def __init__(self, rule, *words):
        super().__init__(rule + ": " + " ".join(str(word) for word in words))
        self.rule = rule


def need(condition, rule, *words):
    if not condition:
        raise Fault(rule, *words)


def check_name(dialect, name):
    """A name or type that one front end puts into the page as HTML, and the other as text."""
    if dialect.html:
        need(not re.search(r"[<>]|&(?!(amp|lt|gt);)", name), "escaping", name, "is taken as HTML")
    else:
        need(not ENTITY.search(name), "escaping", name, "is shown as it stands")


class Drawing:
    """The cells of one step: addresses of scalars, pointers as (where, to)."""

    def __init__(self, dialect):
        self.dialect, self.targets, self.pointers, self.arrows = dialect, set(), [], 0

    def address(self, addr):
        need(isinstance(addr, str) and ADDRESS.match(addr), "address", repr(addr))

    def scalar(self, val):
        need(isinstance(val, (str, int, float, bool)), "scalar", "a cell of", repr(val))
        if isinstance(val, (int, float)):
            need(math.isfinite(val) and (isinstance(val, float) or abs(val) <= EXACT), "exact",
                 "number", val, "is another one in JavaScript")

    def data(self, value):
        need(len(value) == 4, "shape", "C_DATA with", len(value), "parts")
        _, addr, kind, val = value
        need(isinstance(kind, str) and kind, "shape", "type", repr(kind))
        check_name(self.dialect, kind)
        self.scalar(val)
        self.targets.add(addr)
        is_arrow = kind == "pointer" or (kind == "ref" and self.dialect.refs)
        if is_arrow and val != UNSET:
            self.address(val)
            self.pointers.append((addr, val))

    def struct(self, value):
        need(len(value) >= 4, "shape", "a struct without fields has no cell at its address")
        need(isinstance(value[2], str), "shape", "struct label", repr(value[2]))
        check_name(self.dialect, value[2])
        for field in value[3:]:
            need(isinstance(field, list) and len(field) == 2 and isinstance(field[0], str), "shape",
                 "field", field)
            self.value(field[1])

    def grid(self, value):
        need(self.dialect.grids, "grid", "the front end shows ? for it")
        sizes, cells = value[2], 1
        for size in sizes:
            cells *= size
        need(len(sizes) >= 2 and cells == len(value) - 3, "grid", "dimensions", sizes, "of",
             len(value) - 3, "cells")
        for cell in value[3:]:
            need(cell[0] == "C_DATA" and cell[2] != "pointer", "grid",
                 "a cell whose pointer would not be followed", cell)
            self.value(cell)

    def value(self, value):
        need(isinstance(value, list) and len(value) >= 2, "shape", "no encoding:", value)
        self.address(value[1])
        if value[0] == "C_DATA":
            self.data(value)
        elif value[0] == "C_STRUCT":
            self.struct(value)
        elif value[0] == "C_MULTIDIMENSIONAL_ARRAY":
            self.grid(value)
        else:
            need(value[0] == "C_ARRAY", "shape", "encoding", value[0])
            for element in value[2:]:
                self.value(element)


def check_block(key, block):
    need(ADDRESS.match(key), "address", "heap key", key)
    need(isinstance(block, list) and block and block[0] == "C_ARRAY", "block", key, "is no array")
    need(len(block) >= 3, "block", key, "is empty")
    need(block[1] == key, "block", "key", key, "and address", block[1])


def lay_out_reached(drawing, heap):
    """Adds the blocks that drawn pointers lead to, as OPT's front end does."""
    done, at = set(), 0
    while at < len(drawing.pointers):
        target = drawing.pointers[at][1]
        if target in heap and target not in done:
            done.add(target)
            drawing.value(heap[target])
        at += 1


def check_pointers(drawing):
    """OPT's front end throws where an arrow has no end, or two begin at one address."""
    places = [where for where, _ in drawing.pointers]
    need(len(set(places)) == len(places), "source", "two pointers at one address")
    for where, target in drawing.pointers:
        need(target == "0x0" or target in drawing.targets, "target", "pointer at", where, "to",
             target, "which is not drawn")


def check_heap(drawing, heap):
    for key, block in heap.items():
        check_block(key, block)
        Drawing(drawing.dialect).value(block)
    if drawing.dialect.strict:
        lay_out_reached(drawing, heap)
        check_pointers(drawing)


def count_arrows(drawing):
    """How many OPT's front end draws; to compare with what a page has."""
    return sum(target != "0x0" for _, target in drawing.pointers)
