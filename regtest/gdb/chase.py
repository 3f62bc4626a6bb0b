"""Heap blocks and strings that pointers lead to.  Part of witness.py."""

import gdb

from plans import LEAVES_PER_VARIABLE

BLOCKS_PER_STOP = 64      # heap blocks followed
STRING_BYTES = 64


class Chase:
    """Follows pointers into heap blocks, breadth first, each block once by each type that leads to
    it."""

    def __init__(self, witness):
        self.witness = witness
        self.queue = []
        self.seen = set()
        self.heap = []
        self.strings = {}
        self.contents = {}         # of containers: (address, type) -> node
        self.bases = {}            # virtual: (address, type, name) -> (address, type, bytes)

    def add(self, address, type_, kind):
        if not address or kind in ("void", "null", "code", "method"):
            return
        if kind and kind.startswith("char"):
            self.add_string(address, int(kind[4:] or 1))
        self.queue.append((address, type_))

    def add_string(self, address, width):
        if address in self.strings:
            return
        try:
            raw = self.witness.read(address, STRING_BYTES)
        except gdb.MemoryError:
            return
        units = [raw[i:i + width] for i in range(0, len(raw), width)]
        length = units.index(bytes(width)) if bytes(width) in units else len(units)
        self.strings[address] = b"".join(units[:length]).hex()

    def follow_all(self):
        while self.queue and len(self.heap) < BLOCKS_PER_STOP:
            address, type_ = self.queue.pop(0)
            block = self.witness.block_of(address)
            if block and block[0] not in self.witness.thrown and (block[0], str(type_)) not in self.seen:
                self.seen.add((block[0], str(type_)))
                self.follow(address, type_.target(), *block)

    def follow(self, address, type_, low, size):
        if not type_.sizeof or (address - low) % type_.sizeof or size < type_.sizeof:
            return
        plan = self.witness.types.plan(type_)
        count = size // type_.sizeof
        if len(plan[2]) * count > LEAVES_PER_VARIABLE:
            count = max(1, LEAVES_PER_VARIABLE // max(1, len(plan[2])))
        raw = self.witness.read(low, count * type_.sizeof)
        self.heap.append([low, size, plan[0], count, raw.hex()])
        for i in range(count):
            self.witness.note(plan, raw[i * plan[1]:(i + 1) * plan[1]], self, low + i * plan[1])
