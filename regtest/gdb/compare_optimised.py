"""Compares what gdb saw of optimised code (witness_optimised.py) with what `spp-post steps` has.

Every stop of gdb must be the next step: same address, file and line, and of the innermost frames,
inlined ones among them, the same functions and lines.  Of their variables, every scalar that gdb
shows we must show, and equal.  What gdb calls optimised out we must not show, but for parameters
that have the value which gdb saw when the frame's function began: our recording proves that, gdb
has to guess it from the caller.  Before a function's prologue is over, variables that have one
place all the time are "not yet live" to us, and whatever is there to gdb; so are containers "not
constructed" before their declaration.

In a frame that has called, gdb shows the registers that calls do not preserve with what the callee
has in them by now; ours are of the call.  Such are counted (lost).

What an implicit pointer points to is compared with gdb's *p.

gdb runs twice, with dead stack and fresh heap blocks filled differently, and at other addresses.  A
scalar that differs was never written, or has an address in it.  Pointers are compared as far as
they lead into the program's file, in both runs to the same place, or nowhere; the others are loose.

What only the caller's debug information knows we never show: it is counted (callers)."""

import compare as unoptimised
import leaf as leaves
from compare import Failure, Report, find, number, of_library, path_text, records_of, steps_of


class OptimisedReport(Report):
    def __init__(self):
        super().__init__()
        self.inlined = 0           # frames
        self.absent = 0            # scalars that neither shows
        self.early = 0             # that gdb shows and we call not yet live
        self.on_entry = 0          # that gdb calls optimised out, but saw as the function began
        self.callers = 0           # that only debug information of the caller knows
        self.lost = 0              # in a register that gdb shows as the callee left it
        self.synthetic = 0         # compared through an implicit pointer

    def more(self):
        counts = ("loose", "absent", "early", "on_entry", "callers", "lost", "synthetic", "opaque")
        return "%d inlined frames; " % self.inlined + ", ".join(
            "%d %s" % (getattr(self, count), count) for count in counts)


def where(stop):
    frame = stop["frames"][0] if stop["frames"] else ["?"]
    return "%#x %s() %s:%d" % (stop["stop"], frame[0], stop["file"], stop["line"])


class Comparison:
    def __init__(self, path_a, path_b, lines, values):
        self.values = values       # compare them too
        self.a, self.b = records_of(path_a), records_of(path_b)
        self.steps = steps_of(lines)
        self.report = OptimisedReport()
        self.start = self.start_b = None
        self.stop = None           # gdb's, now
        self.delta = None          # from gdb's addresses in the program's file to ours

    def run(self):
        try:
            for a in self.a:
                b = next(self.b)
                if "stop" in a:
                    self.compare_stop(a, b, next(self.steps, None))
                elif "start" in a:
                    self.start, self.start_b = a, b
                elif a.get("error"):
                    raise Failure("the witness failed: " + a["error"])
            extra = list(self.steps)
            if extra:
                self.report.fail("%d steps after gdb's last stop, the first at %s"
                                 % (len(extra), unoptimised.where_ours(extra[0])))
        except Failure as e:
            self.report.fail(str(e))
        return self.report

    def fail(self, what, *args):
        self.report.fail("stop %d, %s: %s" % (self.report.stops, where(self.stop), what % args))

    def compare_stop(self, a, b, step):
        self.stop = a
        self.report.stops += 1
        if b.get("stop") != a["stop"]:
            raise Failure("gdb's two runs stop at different places: " + where(a))
        if step is None:
            raise Failure("stop %d, %s: there is no such step of ours"
                          % (self.report.stops, where(a)))
        if number(step["address"]) != a["stop"]:
            raise Failure("stop %d is %s, but our step is %s"
                          % (self.report.stops, where(a), unoptimised.where_ours(step)))
        for key in ("file", "line"):
            if step.get(key) != a[key]:
                self.fail("%s is %r, gdb has %r", key, step.get(key), a[key])
        self.compare_frames(a, b, unoptimised.inner_frames(step))

    def compare_frames(self, a, b, ours):
        names = [[f["function"], f["line"]] for f in ours[:len(a["frames"])]]
        theirs = [[function, line] for function, _, line, _ in a["frames"]]
        if names != theirs:
            self.fail("frames are %s, gdb has %s", names, theirs)
            return
        self.report.inlined += sum(f[3] for f in a["frames"])
        if not self.values:
            return
        for theirs, other, frame in zip(a["locals"], b["locals"], ours):
            self.compare_variables(frame["function"], theirs, other, frame["locals"])

    def compare_variables(self, owner, a, b, ours):
        mine = {}                  # of one name there may be several in a block
        for value in ours:
            mine.setdefault(value["name"], []).append(value)
        for theirs, other in zip(a, b):
            value = mine[theirs[0]].pop(0) if mine.get(theirs[0]) else None
            for leaf, twin in zip(theirs[3], other[3]):
                name = "%s()'s %s%s" % (owner, theirs[0], path_text(leaf[0]))
                found = value and find(value, leaf[0])
                if value and found is None and of_library(value, leaf[0]):
                    self.report.opaque += 1    # shown as what it is, and gdb has no printer for it
                else:
                    self.compare_leaf(name, leaf, twin, found)

    def compare_leaf(self, name, leaf, twin, value):
        path, kind, size, extra, text = leaf[:5]
        shown = value is not None and "value" in value
        if text == "lost":
            self.report.lost += 1
        elif text == "address":
            self.report.loose += 1
        elif text != twin[4] and (not self.is_moved(leaf, twin) or self.is_unset(value)):
            self.report.unwritten += 1
        elif text is None:
            self.compare_absent(name, leaf, value if shown else None)
        elif text.startswith("*"):
            self.compare_synthetic(name, leaf, value)
        elif not shown:
            self.compare_early(name, leaf, value)
        elif kind == leaves.POINTER:
            self.compare_pointer(name, int(text), number(value["value"]))
        else:
            self.compare_number(name, kind, extra, text, value["value"])

    @staticmethod
    def is_unset(value):
        """The recording knows that it was never written; to gdb it may look like an address."""
        return value is not None and value.get("absent") == unoptimised.UNSET

    def is_moved(self, leaf, twin):
        """A pointer that leads to the same place in both runs, or to where nobody compares."""
        if leaf[1] != leaves.POINTER or not (leaf[4] or "x").isdigit() or not (twin[4] or "x").isdigit():
            return False
        low, high = self.start["object"]
        one, other = int(leaf[4]), int(twin[4])
        if not low <= one < high:
            return all(leaves.LOWEST <= p < leaves.HIGHEST for p in (one, other))
        return one - low == other - self.start_b["object"][0]

    def compare_absent(self, name, leaf, value):
        if value is None:
            self.report.absent += 1
        elif len(leaf) < 6 or leaf[5] is None:
            self.fail("%s is %s, gdb has none", name, value["value"])
        else:
            self.report.on_entry += 1
            self.compare_leaf(name, leaf[:4] + [leaf[5]], leaf[:4] + [leaf[5]], value)

    def compare_early(self, name, leaf, value):
        if value is not None and value.get("absent") in ("not yet live", "not constructed"):
            self.report.early += 1
        elif value is not None and value.get("absent", "").endswith("only its caller knows it"):
            self.report.callers += 1
        else:
            self.fail("%s is %s, gdb has %s", name, value and value.get("absent"), leaf[4])

    def compare_synthetic(self, name, leaf, value):
        to = (value or {}).get("refers_to")
        if (value or {}).get("absent") != "synthetic pointer" or to is None and leaf[4] != "*":
            self.fail("%s is %s, gdb has a synthetic pointer", name, value)
        elif "value" in (to or {}) and leaf[4] != "*":
            self.report.synthetic += 1
            self.compare_number("*" + name, leaves.SIGNED, None, leaf[4][1:], to["value"])

    def compare_number(self, name, kind, extra, text, ours):
        self.report.values += 1
        try:
            if kind == leaves.FLOAT:
                same = (leaves.parse_float(text, leaves.FORMATS[extra])
                        == leaves.parse_float(str(ours), leaves.FORMATS[extra]))
            else:
                same = int(text) == int(ours)
        except ValueError:
            same = False
        if not same:
            self.fail("%s is %s, gdb has %s", name, ours, text)

    def compare_pointer(self, name, theirs, ours):
        low, high = self.start["object"]
        if not low <= theirs < high:
            if not leaves.LOWEST <= theirs < leaves.HIGHEST:
                self.report.values += 1
                if theirs != ours:
                    self.fail("%s is %#x, gdb has %#x", name, ours, theirs)
            else:
                self.report.loose += 1
            return
        self.report.values += 1
        if self.delta is None:
            self.delta = ours - theirs
        if ours - theirs != self.delta:
            self.fail("%s is %#x, gdb has %#x", name, ours, theirs)


def compare(path_a, path_b, lines, values=True):
    return Comparison(path_a, path_b, lines, values).run()
