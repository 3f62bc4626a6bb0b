"""Definedness of every variable at every line, against Memcheck's V bits.

The recording says which statements ran, and at each which variables there were and where (gdb is
the witness of that: the group gdb).  Memcheck stops at the same instructions, in the same order,
and is asked for the V bits of the same variables; and of the heap blocks that they lead to, each of
which may be somewhere else there: a defined word that is an address in one of our blocks tells
where it is with Memcheck.

The stack lies at the same addresses: both tools have names of the same length in LD_PRELOAD."""

import collections
import os
import subprocess

import programs
import remote

STOPS = 4000              # of one run; then it is left alone
STOPS_IN_FULL = 200       # outer frames, globals and blocks at each; later at every 16th
EVERY = 16
BLOCKS = 64               # at one stop
DIFFERENCES_SHOWN = 8
LONGEST = 4096            # as image.c has it


class Step:
    def __init__(self, words):
        self.address, self.bias, self.sp = (int(w, 16) for w in words[1:4])
        self.thread = int(words[4])
        self.where = words[5]
        self.parts = []


class Part:
    """A variable or a block; base: of the block, where its id is known."""

    def __init__(self, kind, name, words):
        self.kind, self.name = kind, name
        self.address, self.size = int(words[0], 16), int(words[1], 16)
        self.length = min(self.size, LONGEST)
        self.bytes, self.vbits = words[2:4]

    def words(self):
        """(offset, number) of aligned words that are recorded and defined."""
        for at in range(-self.address % 8, self.length - 7, 8):
            text = self.bytes[2 * at:2 * at + 16]
            if "_" not in text and self.vbits[2 * at:2 * at + 16] == "0" * 16:
                yield at, int.from_bytes(bytes.fromhex(text), "little")


def steps_of(lines):
    """Of what image.c prints, one at a time; the last is the line that says how it ended."""
    step = None
    for line in lines:
        words = line.rstrip("\n").split("\t")
        if words[0] == "var":
            step.parts.append(Part(words[1], words[2], words[3:]))
        elif words[0] == "block":
            step.parts.append(Part("block", words[1], words[2:]))
        else:
            if step:
                yield step
            step = Step(words) if words[0] == "step" else line
    if step is None:
        raise programs.Broken("image said nothing")
    yield step


def stack_of(address):
    """Tells the thread's own stack, whose top is at 0x1fff001000, from others, of signal handlers."""
    return address + (1 << 23) >> 24


class Counts(collections.Counter):
    """stops, values, bytes, undefined and partly (of values: all bits, some bits), blocks, elsewhere
    (values whose place with Memcheck is not known)."""


class Comparison:
    def __init__(self, built, explained):
        self.built, self.explained = built, explained
        self.counts = Counts()
        self.differences = []
        self.used = set()          # of what is explained
        self.blocks = {}           # id of ours -> address with Memcheck
        self.shifts = {}           # (thread, stack) -> how much higher it is with Memcheck
        self.occurrences = collections.Counter()
        self.data = None           # (low, high) of the executable
        self.memcheck = None

    # -- both sides in step ------------------------------------------------------------------

    def run(self, arguments):
        stream = self.built.record(arguments)
        addresses, count, bias = self.addresses_of(stream)
        self.memcheck = remote.started(
            programs.VALGRIND, self.built.tool_options + [self.built.binary, *arguments],
            self.built.work, programs.ENVIRONMENT, self.built.path("stdin"))
        try:
            self.data = self.mapped()
            for address in addresses:
                self.memcheck.break_at(address + bias)
            self.follow(stream, bias, count)
        finally:
            self.memcheck.end()

    def image(self, what, stream):
        image = os.path.join(programs.BUILD, "regtest", "memcheck", "image")
        return subprocess.Popen([image, what, stream], stdout=subprocess.PIPE, text=True)

    def addresses_of(self, stream):
        """Of the executable's steps, how many there are, and where it was loaded."""
        listing = self.image("steps", stream)
        found, count, biases = set(), collections.Counter(), []
        for line in listing.stdout:
            words = line.rstrip("\n").split("\t")
            if words[0] != "step":
                continue
            found.add((int(words[1], 16), int(words[2], 16)))
            count[int(words[2], 16)] += 1
            if words[5].startswith("main:"):
                biases.append(int(words[2], 16))
        if listing.wait():
            raise programs.Broken("image failed")
        if not biases:
            raise programs.Broken("no step is in main")
        return {a for a, b in found if b == biases[0]}, count[biases[0]], biases[0]

    def mapped(self):
        low = high = 0
        with open("/proc/%d/maps" % self.memcheck.process.pid) as file:
            for line in file:
                words = line.split()
                if words[-1] == os.path.realpath(self.built.binary):
                    begin, end = (int(w, 16) for w in words[0].split("-"))
                    low, high = low or begin, end
                elif high and int(words[0].split("-")[0], 16) == high and len(words) < 6:
                    high = int(words[0].split("-")[1], 16)        # .bss
        return low, high

    def follow(self, stream, bias, count):
        listing = self.image("memory", stream)
        try:
            for step in steps_of(listing.stdout):
                if isinstance(step, str) or self.counts["stops"] == STOPS:
                    break
                if step.bias == bias:
                    self.next_stop(step)
            else:
                raise programs.Broken("image said no end")
            self.check_end(count)
        finally:
            listing.stdout.close()
            listing.kill()
            listing.wait()

    def next_stop(self, step):
        try:
            self.memcheck.resume()
        except remote.Ended:
            raise programs.Broken("Memcheck has only %d stops; the next of ours is at %s"
                                  % (self.counts["stops"], step.where)) from None
        self.counts["stops"] += 1
        stop = self.memcheck.stop
        if stop[remote.RIP] != step.address + step.bias:
            raise programs.Broken("stop %d: Memcheck is at %#x, ours is %#x, %s" % (
                self.counts["stops"], stop[remote.RIP], step.address + step.bias, step.where))
        shift = stop[remote.RSP] - step.sp
        if self.shifts.setdefault((step.thread, stack_of(step.sp)), shift) != shift:
            raise programs.Broken("stop %d, %s: the stack pointer is %#x, with Memcheck %#x" % (
                self.counts["stops"], step.where, step.sp, stop[remote.RSP]))
        self.occurrences[step.where] += 1
        self.compare(step)

    def check_end(self, count):
        """Memcheck stops no more than ours has steps."""
        if self.counts["stops"] != min(count, STOPS):
            raise programs.Broken("%d stops of %d steps" % (self.counts["stops"], count))
        if count > STOPS:
            return
        try:
            self.memcheck.resume()
        except remote.Ended:
            return
        raise programs.Broken("Memcheck has more stops, the first at %#x"
                              % self.memcheck.stop[remote.RIP])

    # -- memory ------------------------------------------------------------------------------

    def compare(self, step):
        in_full = self.counts["stops"] <= STOPS_IN_FULL or self.counts["stops"] % EVERY == 0
        blocks = {part.address: part for part in step.parts if part.kind == "block"}
        ends = sorted(blocks)
        pending = []
        seen = set()
        for part in step.parts:
            if part.kind == "0" or in_full and part.kind != "block":
                place = self.place_of(step, part)
                if place is None:
                    self.counts["elsewhere"] += 1
                    continue
                self.compare_part(step, part, place)
                pending.append((part, place))
        while pending and in_full:
            part, place = pending.pop()
            for block, at in self.led_to(part, place, blocks, ends):
                if block.name not in seen and len(seen) < BLOCKS:
                    seen.add(block.name)
                    self.counts["blocks"] += 1
                    self.compare_part(step, block, at)
                    pending.append((block, at))

    def place_of(self, step, part):
        """With Memcheck; None: not known."""
        if self.data[0] <= part.address < self.data[1]:
            return part.address
        shift = self.shifts.get((step.thread, stack_of(part.address)))
        return None if shift is None or part.kind == "-" else part.address + shift

    def led_to(self, part, place, blocks, ends):
        """(block, its address with Memcheck) of what the words of a part are addresses in."""
        import bisect
        theirs = None
        for at, number in part.words():
            i = bisect.bisect_right(ends, number) - 1
            if i < 0 or number >= ends[i] + max(blocks[ends[i]].size, 1):
                continue
            block = blocks[ends[i]]
            if block.name not in self.blocks:
                theirs = theirs or self.memcheck.read(place, part.length)
                if theirs is None:
                    return
                there = int.from_bytes(theirs[at:at + 8], "little")
                self.blocks[block.name] = there - (number - block.address)
            yield block, self.blocks[block.name]

    def compare_part(self, step, part, place):
        if not part.length:
            return
        self.counts["values"] += 1
        self.counts["bytes"] += part.length
        if set(part.vbits) == {"0"} and self.memcheck.is_defined(place, part.length):
            return
        theirs = self.memcheck.vbits(place, part.length)
        self.counts["undefined"] += set(theirs) == {"f"}
        self.counts["partly"] += not set(theirs) <= {"f"}
        if theirs != part.vbits:
            self.differ(step, part, theirs)

    def differ(self, step, part, theirs):
        function = step.where.rsplit(":", 1)[0]
        for key in self.explained.for_program(self.built):
            if key.explains(function, part, theirs):
                self.used.add(key)
                self.counts["explained"] += 1
                return
        self.counts["differences"] += 1
        if len(self.differences) < DIFFERENCES_SHOWN:
            self.differences.append("%s, occurrence %d, frame %s: %s is %s, with Memcheck %s" % (
                step.where, self.occurrences[step.where], part.kind, part.name,
                part.vbits[:128], theirs[:128]))
