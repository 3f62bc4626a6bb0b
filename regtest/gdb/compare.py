"""Compares what gdb saw with what `spp-post steps` printed of a recording of the same program.

compare(witness_a, witness_b, steps) takes two files of witness.py, made with different poison,
and an iterable of lines of `spp-post steps --every=statement --max-steps=0`.

Every stop of gdb must be the next step: same address, function, file, line, readiness (whether
the function's prologue is done), depth, and functions, lines and distances of the innermost
frames.  The variables of the innermost frame, of its callers, and the globals must be the same
set by name; each scalar in them, and in heap blocks that gdb reaches by a typed pointer, must be
equal.

Not compared, but counted:
* unwritten: a byte of the scalar is run A's poison in run A and run B's in run B, so the program
  never wrote it.  (No value the program computes can differ in just that way.)  That is so of
  registers too: gdb poisons those that a function saves and keeps variables in.  In memory, ours
  must have no value then; and must have one of what the program did write.
* opaque: see OPAQUE.
* registers: variables that gcc keeps in a register that calls do not preserve, or nowhere.  Ours
  must be absent: a recording of -O0 code does not have those registers.
* loose: pointers of which only a part can be compared; see Pointers.
A scalar that differs between the two runs in another way is a failure: the program is at fault."""

import collections
import json
import re

import containers
import leaf as leaves
from pointers import Pointers
from shown import (by_name, element_type, find, is_base, number, of_library, overlaps_pointer,
                   path_text, plain_name, readable, text_of)

SHOWN_FAILURES = 8

# Types whose content is another process's business, with the proof.
OPAQUE = {
    "jmp_buf": "glibc stores the stack and instruction pointers xor a number that is random per"
               " process (PTR_MANGLE, sysdeps/x86_64/jmpbuf-offsets.h), and dead registers",
    "sigjmp_buf": "the same type",
}
OPAQUE_MEMBERS = {"_M_mutex"}    # of std::mutex: has the number that the kernel gave its owner
NOT_MADE = "not constructed"
UNSET = "uninitialised"
ANYWHERE = "*"                   # as `stale`: the recording does not say what is defined
WITHOUT_VALUE = ("its register is not in the recording", "optimised out")


class Failure(Exception):
    """The two sequences have parted: nothing after this can be compared."""


class Report:
    def __init__(self):
        self.stops = self.values = self.unwritten = self.opaque = self.loose = 0
        self.registers = self.heap_values = self.containers = self.n_failures = 0
        self.failures = []

    def more(self):
        return "%d in heap blocks, %d containers; %d loose, %d opaque, %d in registers" % (
            self.heap_values, self.containers, self.loose, self.opaque, self.registers)

    def fail(self, text):
        self.n_failures += 1
        if len(self.failures) < SHOWN_FAILURES:
            self.failures.append(text)


def read_int(text):
    return text if text == "-0" else int(text)


def records_of(path):
    with open(path) as file:
        for line in file:
            yield json.loads(line)


def steps_of(lines):
    for line in lines:
        step = json.loads(line, parse_float=str, parse_int=read_int)
        if "address" in step:
            yield step


class Recording:
    """The two runs of gdb, stop by stop, with what lies between the stops applied."""

    def __init__(self, path_a, path_b):
        self.a, self.b = records_of(path_a), records_of(path_b)
        self.types, self.enums, self.globals, self.constants = {}, {}, {}, {}
        self.pointers = None

    def stops(self):
        """(stop of run A, stop of run B)."""
        for a in self.a:
            if "stop" in a:
                b = next(b for b in self.b if "stop" in b or "end" in b)
                if b.get("stop") != a["stop"]:
                    raise Failure("gdb's two runs stop at different places: %s" % where(a))
                yield a, b
            else:
                self.apply(a)

    def apply(self, record):
        if "type" in record:
            self.types[record["type"]] = record
        elif "enum" in record:
            self.enums[record["enum"], record["value"]] = record["text"]
        elif "constant" in record:
            self.constants[record["constant"]] = record["value"]
        elif "alloc" in record:
            self.pointers.alloc(record["alloc"], record["size"])
        elif "free" in record:
            self.pointers.free(record["free"])
        elif "start" in record:
            self.pointers = Pointers(record)
        elif record.get("error"):
            raise Failure("the witness failed: " + record["error"])


def where(stop):
    return "%#x %s() %s:%d" % (stop["stop"], stop["function"], stop["file"], stop["line"])


def where_ours(step):
    return "%#x %s() %s:%s" % (number(step["address"]), step.get("function"), step.get("file"),
                               step.get("line"))


def inner_frames(step):
    """Innermost first; of a deep stack, down to where frames are left out."""
    return step["frames"][step.get("frames_cut_at", 0):][::-1]


class Comparison:
    def __init__(self, path_a, path_b, lines, patterns, stale=None):
        self.stale = stale         # name of a function, see compare_unwritten()
        self.recording = Recording(path_a, path_b)
        self.steps = steps_of(lines)
        self.patterns = patterns
        self.report = Report()
        self.stop = None           # gdb's, now
        self.strings = []          # by address, in run A and run B
        self.heap = {}             # ours, now: address -> entry
        self.gone = []             # freed blocks of ours that a pointer leads to: (address, size)
        self.contents = []         # of containers, as containers.of() has them
        self.bases = []            # virtual ones, by address, type and name, in run A and run B
        self.declared = True       # else containers are not shown: the line may still be to run

    def run(self):
        try:
            for a, b in self.recording.stops():
                self.compare_stop(a, b, next(self.steps, None))
            extra = list(self.steps)
            if extra:
                self.report.fail("%d steps after gdb's last stop, the first at %s"
                                 % (len(extra), where_ours(extra[0])))
        except Failure as e:
            self.report.fail(str(e))
        return self.report

    def fail(self, what, *args):
        self.report.fail("stop %d, %s: %s" % (self.report.stops, where(self.stop), what % args))

    # -- places ------------------------------------------------------------------------------

    def compare_stop(self, a, b, step):
        self.stop = a
        self.strings = [dict(a["strings"]), dict(b["strings"])]
        self.contents = [containers.of(a), containers.of(b), containers.Shown(step)]
        self.bases = [{tuple(x[:3]): x[3:] for x in stop.get("bases", [])} for stop in (a, b)]
        self.report.stops += 1
        self.compare_place(a, step)
        self.compare_frames(a, step)
        self.heap = {number(h["address"]): h for h in step.get("heap", [])}
        self.gone = [(number(f["address"]), f["size"]) for f in step.get("freed", [])]
        self.learn_object_delta(a, step.get("globals", []))
        frames = inner_frames(step)
        if a["ready"]:
            self.compare_set("", a["locals"], b["locals"], frames[0])
        for i, (outer_a, outer_b) in enumerate(zip(a["outer"], b["outer"])):
            if i + 1 < len(frames):
                self.compare_set("%s()'s " % frames[i + 1]["function"], outer_a, outer_b,
                                 frames[i + 1])
        self.declared = True
        self.compare_globals(a, b, step.get("globals", []))
        self.compare_heap(a, b)

    def compare_place(self, a, step):
        if step is None:
            raise Failure("stop %d, %s: there is no such step of ours"
                          % (self.report.stops, where(a)))
        if number(step["address"]) != a["stop"]:
            raise Failure("stop %d is %s, but our step is %s"
                          % (self.report.stops, where(a), where_ours(step)))
        for key in ("function", "file", "line", "ready"):
            if step.get(key) != a[key]:
                self.fail("%s is %r, gdb has %r", key, step.get(key), a[key])

    def compare_frames(self, a, step):
        ours = inner_frames(step)
        depth = len(step["frames"]) + step.get("frames_cut", 0)
        if depth != a["depth"]:
            self.fail("%d frames, gdb has %d: ours are %s", depth, a["depth"],
                      [f["function"] for f in ours[:12]])
        pairs = list(zip(a["frames"][::-1], ours))
        for (function, line, *_), mine in pairs:
            if (mine["function"], mine["line"]) != (function, line):
                self.fail("a frame is %s():%s, gdb has %s():%d", mine["function"], mine["line"],
                          function, line)
        frames = [(f[2], number(mine["cfa"]), f[3]) for f, mine in pairs]
        self.recording.pointers.frames = frames
        for (theirs, _), inner, outer in zip(pairs, frames, frames[1:]):
            if theirs[4] and outer[0] - inner[0] != outer[1] - inner[1]:
                self.fail("from one frame's CFA to the next it is %d bytes, gdb has %d",
                          outer[1] - inner[1], outer[0] - inner[0])

    # -- variables ---------------------------------------------------------------------------

    def compare_set(self, owner, a, b, frame):
        """The variables of one frame: same names, same values."""
        theirs, others = by_name(a), by_name(b)
        mine = self.ours_by_name(a, frame.get("locals", []))
        for name in set(theirs) ^ set(mine):
            if self.is_of_unset_reference(name, mine):
                continue
            self.fail("variable %s%s is %s", owner, name,
                      "not shown" if name in theirs else "unknown to gdb")
        for name in set(theirs) & set(mine):
            self.compare_one(owner, theirs[name], others[name], mine[name], frame["line"])

    @staticmethod
    def is_of_unset_reference(name, mine):
        """What one refers to that leads nowhere yet; the reference itself is compared."""
        return name[0][0] == "&" and mine.get((name[0][1:], name[1]), {}).get("absent") == UNSET

    def ours_by_name(self, a, ours):
        """As by_name().  Static variables may come in another order than gdb's: their addresses tell
        which is which."""
        entries = []
        for value in ours:
            entries.append((value["name"].split("@")[0], value, value["name"]))
            if "refers_to" in value:
                entries.append(("&" + value["name"], value["refers_to"], "&" + value["name"]))
        twins = {name for name, n in collections.Counter(v[0] for v in a).items() if n > 1}
        order = {v[2]: i for i, v in enumerate(a)}
        entries.sort(key=lambda e: order.get(self.link_address(e[1]), -1) if e[0] in twins else -1)
        return by_name([(base if base in twins else full, value) for base, value, full in entries], 1)

    def compare_one(self, owner, entry, other, mine, line):
        self.declared = line > entry[1]
        if mine.get("absent") == NOT_MADE and not self.declared:
            self.report.unwritten += 1
            return
        if not entry[5] and (entry[2] is None) != ("address" not in mine):
            self.fail("%s%s is at %s, gdb has %s", owner, entry[0], mine.get("address"), entry[2])
        if entry[2] and self.recording.pointers.freed(entry[2]):
            self.report.unwritten += 1         # what a reference led to is malloc's now
        elif entry[2] is None and entry[3] is None:
            self.compare_absence(owner + entry[0], mine)
        elif entry[3] is not None and entry[4] and other[4]:
            self.compare_variable(owner + entry[0], entry[3], bytes.fromhex(entry[4]),
                                  bytes.fromhex(other[4]), mine, entry[2])
        else:
            self.report.unwritten += 1         # an array whose bounds are not computed yet

    def compare_absence(self, name, ours):
        self.report.registers += 1
        if ours.get("absent") not in WITHOUT_VALUE:
            self.fail("%s should be absent, is %.200r", name, ours)

    def link_address(self, value):
        """Where gdb has a static variable of ours: tells two of one name apart."""
        return number(value.get("address", 0)) - (self.recording.pointers.object_delta or 0)

    def compare_variable(self, name, type_id, raw_a, raw_b, ours, address, complete=None):
        """complete: the object around, of which ours is a virtual base."""
        type_ = self.recording.types[type_id]
        if type_["name"] in OPAQUE:
            self.report.opaque += len(type_["leaves"])
            return
        if len(raw_a) != len(raw_b):
            self.report.unwritten += 1
            return
        unwritten = False
        for leaf in type_["leaves"]:
            if not OPAQUE_MEMBERS.isdisjoint(p for p in leaf[0] if isinstance(p, str)):
                self.report.opaque += 1
                continue
            if leaf[2] == leaves.CONTAINER:
                self.compare_container(name + path_text(leaf[0]), leaf, ours, address)
                continue
            if leaf[2] == leaves.VIRTUAL_BASE:
                self.compare_virtual_base(name + path_text(leaf[0]), leaf, ours, address,
                                          complete or ours)
                continue
            state = self.state(leaf, raw_a, raw_b)
            if state == "written" and overlaps_pointer(type_, leaf, raw_a):
                self.report.loose += 1
            elif state == "written":
                self.compare_leaf(name + path_text(leaf[0]), leaf, raw_a, raw_b, ours)
            elif state == "unwritten":
                unwritten = True
                self.report.unwritten += 1
                self.compare_unwritten(name + path_text(leaf[0]), leaf, ours)
            else:
                self.fail("%s%s differs between gdb's two runs", name, path_text(leaf[0]))
        if not unwritten:
            self.compare_char_array(name, type_, raw_a, ours)

    def state(self, leaf, raw_a, raw_b):
        a, b = leaves.bits_of(leaf, raw_a), leaves.bits_of(leaf, raw_b)
        if leaf[5]:
            # Both patterns are each other's complement: of a written bit field no bit differs.
            return "written" if a == b else "unwritten"
        size = leaves.used_bytes(leaf)
        pairs = list(zip(a.to_bytes(size, "little"), b.to_bytes(size, "little")))
        if self.patterns in pairs:
            return "unwritten"
        return "written" if a == b else "unstable"

    def compare_container(self, name, leaf, ours, address):
        """Against what gdb's printers show in both runs."""
        key = address + leaf[1], leaf[6]
        a, b, shown = self.contents
        if key not in a or key not in b:
            self.report.unwritten += 1
            return
        value = find(ours, leaf[0])
        if value and value.get("absent") == NOT_MADE and not self.declared:
            self.report.unwritten += 1
            return
        if value is None and of_library(ours, leaf[0]):
            self.report.opaque += 1            # in one that gdb has no printer for
            return
        self.report.containers += 1
        try:
            if value is None:
                raise containers.Fault("is not shown")
            self.report.values += shown.compare_node(containers.merge(a[key], b[key]), value, name)
        except containers.Fault as fault:
            self.fail("%s: %s", name, fault)

    @staticmethod
    def is_shown(value, name, address):
        """Whether a part of the value has that name and address."""
        return any(part.get("name") == name and number(part.get("address", 0)) == address or
                   Comparison.is_shown(part, name, address) for part in value.get("fields", []))

    def compare_virtual_base(self, name, leaf, ours, address, complete):
        key = address + leaf[1], leaf[6], leaf[0][-1]
        if any(key not in bases for bases in self.bases):
            self.report.unwritten += 1         # no object there yet
            return
        (place, type_id, raw_a), (_, _, raw_b) = (bases[key] for bases in self.bases)
        value, whole = find(ours, leaf[0]), find(ours, leaf[0][:-1])
        if value is None and self.is_shown(complete, leaf[0][-1],
                                           number(whole["address"]) + place - key[0]):
            return                             # with the first base that leads to it, as in gdb
        if value is None or "address" not in value:
            self.fail("%s is not shown: %.200r", name, value)
        elif number(value["address"]) - number(whole["address"]) != place - key[0]:
            self.fail("%s is %d bytes into its object, gdb has %d", name,
                      number(value["address"]) - number(whole["address"]), place - key[0])
        else:
            self.compare_variable(name, type_id, bytes.fromhex(raw_a), bytes.fromhex(raw_b), value,
                                  place, complete)

    def compare_leaf(self, name, leaf, raw_a, raw_b, ours):
        value = find(ours, leaf[0])
        if value is None and of_library(ours, leaf[0]):
            self.report.opaque += 1            # shown as what it is, and gdb has no printer for it
            return
        self.report.values += 1
        if value is None:
            self.fail("%s is not shown", name)
        elif "absent" in value:
            self.fail("%s is absent: %s", name, value["absent"])
        elif "value" not in value:
            self.fail("%s has no value: %.200r", name, value)
        elif leaf[2] == leaves.POINTER:
            self.compare_pointer(name, leaf, raw_a, value)
        elif leaf[2] == leaves.ENUM:
            self.compare_enum(name, leaf, raw_a, value)
        else:
            self.compare_number(name, leaf, raw_a, value)

    def compare_unwritten(self, name, leaf, ours):
        """What the program never wrote has no value; in registers everything has, and where the red
        zone was whatever old code has left there (see `stale` in run)."""
        value = find(ours, leaf[0])
        if self.stale in (ANYWHERE, self.stop["function"]):
            return
        if value and "address" in value and "value" in value:
            self.fail("%s is %.60r, but was never written", name, value["value"])

    def compare_number(self, name, leaf, raw, value):
        theirs, ours = leaves.decode(leaf, raw), value["value"]
        try:
            if leaf[2] == leaves.FLOAT:
                ours = leaves.parse_float(str(ours), leaves.FORMATS[leaf[6]])
            elif "nullptr" in value.get("type", ""):
                ours = number(ours)            # to gdb, a variable of this type is an int
            else:
                ours = int(ours)
        except ValueError:
            pass
        if ours != theirs:
            self.fail("%s is %s, gdb has %s", name, value["value"], readable(theirs))

    def compare_enum(self, name, leaf, raw, value):
        self.compare_number(name, leaf, raw, value)
        text = self.recording.enums.get((leaf[6].split(" ", 1)[1], leaves.decode(leaf, raw)), "")
        # gdb's text for what no enumerator covers is its own affair.
        if re.fullmatch(r"[A-Za-z_][\w:]*|\(([\w:]+ \| )*[\w:]+\)", text) and value.get("text") != text:
            self.fail("%s is called %r, gdb has %r", name, value.get("text"), text)

    def compare_pointer(self, name, leaf, raw, value):
        theirs, ours = leaves.decode(leaf, raw), number(value["value"])
        problem = self.recording.pointers.problem(theirs, ours, self.heap, self.report)
        if problem:
            self.fail("%s is %#x, gdb has %#x: %s", name, ours, theirs, problem)
        if leaf[6] and leaf[6].startswith("char"):
            self.compare_string(name, theirs, value, int(leaf[6][4:] or 1))

    def compare_string(self, name, address, value, width):
        texts = [strings.get(address) for strings in self.strings]
        if texts[0] is None or texts[0] != texts[1] or self.recording.pointers.freed(address):
            return                             # not readable, not all written, or malloc's now
        raw = bytes.fromhex(texts[0])
        mine, text = value.get("string"), text_of(raw, width)
        if len(raw) == 64:
            mine, text = mine and mine[:40 // width], text[:40 // width]
        if mine is None and self.has_moved(number(value["value"])):
            self.report.loose += 1
        elif mine != text:
            self.fail("%s points to %r, gdb has %r", name, mine, text)

    def has_moved(self, address):
        """The recorder's realloc always moves, as Memcheck's: what still leads to the old place leads
        nowhere."""
        return any(low <= address < low + size for low, size in self.gone)

    def compare_char_array(self, name, type_, raw, ours):
        """The text shown with an array of characters is what its elements say."""
        arrays = {}
        for leaf in type_["leaves"]:
            if leaf[0] and isinstance(leaf[0][-1], int) and leaf[3] in (1, 2, 4):
                part = raw[leaf[1]:leaf[1] + leaf[3]]
                arrays.setdefault((tuple(leaf[0][:-1]), leaf[3]), []).append(part)
        for (path, width), elements in arrays.items():
            leaf = next(l for l in type_["leaves"] if l[0][:-1] == list(path))
            if overlaps_pointer(type_, leaf, raw):
                continue
            value = find(ours, path)
            if value and "string" in value and len(elements) < 64:
                end = elements.index(bytes(width)) if bytes(width) in elements else None
                text = text_of(b"".join(elements[:end]), width)
                if value["string"] != text:
                    self.fail("%s%s is %r, gdb has %r", name, path_text(path), value["string"],
                              text)

    # -- globals and heap --------------------------------------------------------------------

    def learn_object_delta(self, a, ours):
        """From the first global whose name tells which it is."""
        pointers = self.recording.pointers
        for name, _, address, _, _, _ in a["globals"]:
            mine = [v for v in ours if v["name"] == name]
            if pointers.object_delta is None and len(mine) == 1 and "address" in mine[0]:
                pointers.object_delta = number(mine[0]["address"]) - address

    def compare_globals(self, a, b, ours):
        state = self.recording.globals
        for i, stop in enumerate((a, b)):      # those of a reference by the reference's address
            for entry in stop["globals"]:
                state.setdefault((entry[0][0] == "&", entry[1] or entry[2]), [None, None])[i] = entry
        mine = {(False, self.link_address(v)): v for v in ours if "address" in v}
        for address in set(mine) - set(state):
            self.fail("global %s is unknown to gdb", mine[address]["name"])
        mine.update({(True, key[1]): dict(v["refers_to"], name="&" + v["name"])
                     for key, v in list(mine.items()) if "refers_to" in v})
        constants = {v["name"]: v.get("value") for v in ours if "address" not in v}
        if constants != self.recording.constants:
            self.fail("constants are %s, gdb has %s", constants, self.recording.constants)
        for address, (entry, other) in state.items():
            if address not in mine or mine[address]["name"].split("@")[0] != entry[0]:
                self.fail("global %s is not shown", entry[0])
            elif entry[4] and other and other[4]:
                self.compare_variable(entry[0], entry[3], bytes.fromhex(entry[4]),
                                      bytes.fromhex(other[4]), mine[address], entry[2])

    def compare_heap(self, a, b):
        """gdb has a block once for each type of the pointers that lead to it now.  Ours keeps the
        type that it was first seen by: any that gdb has or had for it will do, and there are values
        to compare when gdb has it now."""
        others = {(h[0], h[2], h[3]): h[4] for h in b["heap"]}
        found = collections.defaultdict(list)
        for low, size, type_id, count, raw_a in a["heap"]:
            block = self.recording.pointers.live_block(low)
            if block and block.ours is not None and (low, type_id, count) in others:
                block.types.add(self.type_name(type_id))
                found[block].append((size, type_id, count, raw_a, others[low, type_id, count]))
        for block, views in found.items():
            mine = element_type(self.heap.get(block.ours))
            same = [v for v in views if self.type_name(v[1]) == mine]
            if same or mine not in block.types:
                before = self.report.values
                size, type_id, count, raw_a, raw_b = (same or views)[0]
                self.compare_block(self.heap.get(block.ours), block.low, size, type_id, count,
                                   bytes.fromhex(raw_a), bytes.fromhex(raw_b))
                self.report.heap_values += self.report.values - before

    def compare_elements(self, name, low, type_id, count, raw_a, raw_b):
        """A block that is not listed, because it is where a container keeps its elements."""
        step, ours = self.recording.types[type_id]["size"], self.recording.pointers.live_block(low).ours
        found = 0
        for i in range(count):
            part = slice(i * step, (i + 1) * step)
            for value in self.contents[2].at(ours + i * step):
                if plain_name(value.get("type", "")) == self.type_name(type_id):
                    found += 1
                    self.compare_variable("%s[%d]" % (name, i), type_id, raw_a[part], raw_b[part],
                                          value, low + i * step)
        if not found:
            self.fail("%s: not in our heap", name)

    def type_name(self, type_id):
        return plain_name(self.recording.types[type_id]["name"])

    def compare_block(self, mine, low, size, type_id, count, raw_a, raw_b):
        type_ = self.recording.types[type_id]
        name = "heap block of %s" % type_["name"]
        if not mine and "{...}" in type_["name"]:
            return                             # in a container, and lambdas have no name to find it by
        if not mine:
            self.compare_elements(name, low, type_id, count, raw_a, raw_b)
            return
        if mine.get("size") != size:
            self.fail("%s, %d bytes: ours has %s", name, size, mine.get("size"))
            return
        value = mine.get("value") or {}
        if "absent" in value or not value:
            self.fail("%s, %d bytes: not shown: %s", name, size, value.get("absent"))
            return
        values = value["elements"] if "elements" in value else [value]
        if values and is_base(values[0], type_):
            return                             # seen as a base class by gdb, or by us
        if len(values) < count:
            self.fail("%s: %d elements, gdb has %d", name, len(values), count)
        step = type_["size"]
        for i in range(min(count, len(values))):
            part = slice(i * step, (i + 1) * step)
            self.compare_variable("%s[%d]" % (name, i), type_id, raw_a[part], raw_b[part],
                                  values[i], low + i * step)


def compare(path_a, path_b, lines, patterns, stale=None):
    return Comparison(path_a, path_b, lines, patterns, stale).run()
