"""Whether two pointers of different runs are the same; part of the comparison."""

from leaf import HIGHEST, LOWEST


class Block:
    """A heap block of gdb's run; ours is the address of its twin, once a pointer to it was seen."""

    def __init__(self, low, size):
        self.low, self.size, self.live, self.ours = low, size, True, None
        self.types = set()         # that gdb has seen it by


class Pointers:
    """Tells whether a pointer of gdb's run and one of ours are the same, although the two runs
    put everything elsewhere:

    * null is null;
    * into the program's file: the distance between the runs is one number for the whole run;
    * into a frame: the distance to the CFA of the frame it lies in (or, for what the C library
      keeps between two frames, of the next inner one) is equal;
    * into a heap block: each block of gdb's has one twin among ours and the offset is equal,
      also after the block was freed; live twins are different blocks;
    * what is no address of a process at all is equal as a number;
    * anything else (arguments and environment above main, the kernel's signal frames, the C
      library's data and code) is loose: both are not null and neither is in the places above."""

    def __init__(self, start):
        self.object, self.stack = start["object"], start["stack"]
        self.object_delta = None
        self.blocks = []           # newest first
        self.frames = []           # innermost first: (cfa of gdb, cfa of ours, signal)

    def alloc(self, low, size):
        self.blocks.insert(0, Block(low, size))

    def free(self, low):
        for block in self.blocks:
            if block.low == low and block.live:
                block.live = False

    def live_block(self, low):
        return next((b for b in self.blocks if b.live and b.low == low), None)

    def freed(self, address):
        inside = [b.live for b in self.blocks if b.low <= address <= b.low + b.size]
        return inside and not any(inside)

    def problem(self, theirs, ours, heap, report):
        """None when they are the same pointer."""
        if not all(LOWEST <= p < HIGHEST for p in (theirs, ours)):
            return None if theirs == ours else "one is no address"
        if self.object[0] <= theirs < self.object[1]:
            return self.in_object(theirs, ours)
        if self.stack[0] <= theirs < self.stack[1]:
            return self.in_stack(theirs, ours, report)
        candidates = [b for b in self.blocks if b.low <= theirs <= b.low + b.size]
        if candidates:
            return self.in_heap(theirs, ours, candidates, heap)
        report.loose += 1
        return None

    def in_object(self, theirs, ours):
        if self.object_delta is None:
            self.object_delta = ours - theirs
        if (ours - theirs) % 4096:
            return "offset in the page differs"
        return None if ours - theirs == self.object_delta else "not the same place in the program"

    def in_stack(self, theirs, ours, report):
        inner = None
        for frame in self.frames:
            if theirs < frame[0]:
                break
            inner = frame
        else:
            report.loose += 1         # above main, or in a frame too far out to be listed
            return None
        near = [frame] + ([inner] if inner else [])
        if any(theirs - f[0] == ours - f[1] for f in near):
            return None
        if inner and inner[2] and inner[1] <= ours < frame[1]:
            report.loose += 1
            return None
        return "not the same place in the frame"

    def in_heap(self, theirs, ours, candidates, heap):
        for block in candidates:
            if block.ours is not None and ours - block.ours == theirs - block.low:
                return None
        block = next((b for b in candidates if b.ours is None), None)
        if block is None:
            return "not the same heap block"
        low = ours - (theirs - block.low)
        if any(b.live and b.ours == low for b in self.blocks):
            return "the twin of another heap block"
        # Our heap lists what typed pointers reach: what only a void pointer knows is not there.
        if block.live and heap.get(low, {}).get("size", block.size) != block.size:
            return "gdb's block has %d bytes" % block.size
        block.ours = low
        return None
