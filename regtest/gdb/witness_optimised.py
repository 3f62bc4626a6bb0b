"""What gdb sees of optimised code, as one JSON object a line.  Run inside gdb:

    gdb -batch -nx -x witness_optimised.py PROGRAM

WITNESS_JOB is as for witness.py, which keeps the stack and the variables' places by itself: in
optimised code neither stays where it is.  So here gdb's own unwinder gives the frames at every
stop, inlined ones among them, and gdb's own reading each scalar of each variable.  Frames that a
tail call has ended, which gdb adds where it finds only one way to get here, are left out.  The
pattern fills dead stack and the registers as main begins; fresh heap blocks are filled by the C
library (MALLOC_PERTURB_).

Lines: {"start"}, {"stop"} for one breakpoint, {"end"}.  A stop has its innermost frames, innermost
first: [function, file, line, whether it is inlined], and the variables of the first of them: [name,
type, address or null, scalars, containers].  A scalar is a leaf's [path, kind, size, extra, text];
the text is null where gdb has no value; it may then be followed by the text that follows from what
was there as the frame's function began (entry.py).  The text of what shares its bytes with an
address is "address", that of an implicit pointer is "*" and what it points to; see also
note_lost().  A container is [path, node], see objects.py."""

import json
import os
import re
import sys

import gdb

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import entry  # noqa: E402
import leaf as leaves  # noqa: E402
import objects  # noqa: E402
import plans  # noqa: E402
import scopes  # noqa: E402

FRAMES_SHOWN = 8          # innermost ones of watched files
FRAMES_UNWOUND = 64
FRAMES_READ = 3           # whose variables are read
LIBRARYS = ("std::", "__gnu_cxx::")
RED_ZONE = 128
STARTS = 40
BYTES_MOVED = range(1, 5) # of an address: below is its place in a page, above the kind of region
START_BRK = 44            # in /proc/PID/stat, from the state on
POISONED = 4096
POISONED_AT_MAIN = 1 << 18
POISONED_REGISTERS = ("rax", "rcx", "rbx", "rbp", "r8", "r9", "r10", "r11", "r12", "r13", "r14",
                      "r15")

LOST = re.compile(r"\$(rax|rcx|rdx|rsi|rdi|r8|r9|r10|r11|[xy]mm\d+|st\d?)\b"
                  r"|\((rax|rcx|rdx|rsi|rdi|r8|r9|r10|r11|[xy]mm\d+|st\d?)\)|\[\$r(ax|cx|dx|si|di)")


class Witness:
    def __init__(self, job):
        self.job = job
        self.out = open(job["out"], "w")
        self.pattern = bytes([job["pattern"]]) * POISONED
        self.lines = {int(pc): line for pc, line in job["lines"].items()}
        self.variables = {}        # of a block, up to its function's
        self.places = {}           # of an address: what gdb says of its variables' places
        self.entries = {}          # of a frame and function: what its parameters were at first
        self.red_zones = {}        # of a function, by its address
        self.main_began = False
        self.error = None

    def write(self, record):
        self.out.write(json.dumps(record, separators=(",", ":")) + "\n")

    def run(self):
        scopes.settle(self.job)
        for command in (
                "set print address off", "set print frame-arguments none",
                "set backtrace past-main on",
                "set disable-randomization " + ("off" if self.job["moved"] else "on"),
                "set env MALLOC_PERTURB_ %d" % self.job["pattern"],
                "set env GLIBC_TUNABLES glibc.malloc.tcache_count=0"):      # it is not filled
            gdb.execute(command, to_string=True)
        link_main = int(gdb.parse_and_eval("(long)&main"))
        self.own_rows = scopes.rows_of_gdb()
        rows = set(self.job["rows"]) | self.own_rows
        self.memory = gdb.selected_inferior()
        self.start()
        self.main = int(gdb.parse_and_eval("(long)&main"))
        self.bias = self.main - link_main
        self.watched = {pc + self.bias for pc in rows if self.is_watched(pc + self.bias)}
        self.write({"start": True, "bias": self.bias, "regions": self.regions(),
                    "object": [self.bias, int(gdb.parse_and_eval("(long)&_end"))]})
        try:
            self.place_breakpoints()
            self.record_all()
        except (Exception, KeyboardInterrupt):  # noqa: BLE001
            import traceback
            self.error = traceback.format_exc()
        self.write({"end": True, "error": self.error})
        self.out.close()

    def start(self):
        """The second run again and again, until its addresses have no byte in common with those of
        the first: half an address, in what was never written, must not be equal by chance."""
        for _ in range(STARTS):
            gdb.execute("starti %s <%s >%s.stdout 2>/dev/null"
                        % (self.job["args"], self.job["stdin"], self.job["out"]), to_string=True)
            if all(map(differs, self.regions(), self.job["unlike"])):
                return

    def regions(self):
        """Addresses in the program, the stack, the dynamic linker, and where the heap begins."""
        frame = gdb.newest_frame()
        with open("/proc/%d/stat" % self.memory.pid) as file:
            heap = int(file.read().rpartition(")")[2].split()[START_BRK])
        return [int(gdb.parse_and_eval("(long)&main")), int(frame.read_register("rsp")), frame.pc(),
                heap]

    def place_breakpoints(self):
        """They are the user's, not internal: at the first instruction of an inlined function gdb
        shows that function to who set a breakpoint there, and its caller to all others."""
        for pc in sorted(self.watched):
            gdb.Breakpoint("*%#x" % pc)
        gdb.execute("tbreak *&main", to_string=True)

    def record_all(self):
        """Not in a breakpoint's stop(): gdb 13 loses the program when frames other than the
        innermost are read there."""
        gdb.execute("continue", to_string=True)
        while self.memory.pid:
            frame = gdb.newest_frame()
            pc = frame.pc()
            if pc not in self.watched and pc != self.main:
                raise RuntimeError("the program stopped: "
                                   + gdb.execute("info program", to_string=True))
            if pc == self.main and not self.main_began:
                self.main_began = True
                self.poison_before_main(frame)
            if pc in self.watched:
                self.record(frame, pc)
            gdb.execute("continue", to_string=True)

    def poison_before_main(self, frame):
        """What the dynamic linker and the C library left where main's frame will be is the same in
        every run; so are the registers, for which main's caller has no use any more."""
        rsp = int(frame.read_register("rsp"))
        for i in range(POISONED_AT_MAIN // POISONED):
            self.poison(rsp - (i + 1) * POISONED)
        for name in POISONED_REGISTERS:
            gdb.execute("set $%s = %#x" % (name, int.from_bytes(self.pattern[:8], "little")))

    def in_folder(self, symtab):
        return symtab and symtab.fullname().startswith(self.job["folder"] + "/")

    def is_watched(self, pc):
        sal = gdb.find_pc_line(pc)
        return (sal.line and self.in_folder(sal.symtab)
                and scopes.function_block(gdb.block_for_pc(pc)))

    def record(self, frame, pc):
        sal = gdb.find_pc_line(pc)
        # At a row that it has dropped, gdb gives the line of some row before.
        line = sal.line if pc - self.bias in self.own_rows else self.lines[pc - self.bias]
        stop = {"stop": pc - self.bias, "file": sal.symtab.fullname(), "line": line,
                "frames": [], "locals": []}
        self.poison(self.unused_below(frame, pc) - POISONED)
        for _ in range(FRAMES_UNWOUND):
            if not frame or len(stop["frames"]) == FRAMES_SHOWN:
                break
            if real_type(frame) == gdb.NORMAL_FRAME:
                self.record_frame(frame, stop)
            frame = frame.older()
        self.write(stop)

    def record_frame(self, frame, stop):
        function, sal = frame.function(), frame.find_sal()
        is_inlined = frame.type() == gdb.INLINE_FRAME
        if not function or "thunk to " in frame.name():
            return                             # a thunk with a function inlined in it
        if frame.name().startswith(LIBRARYS) and (is_inlined or stop["frames"]):
            return
        # The symbol of an inlined function is of the file where it is called.  The innermost that
        # is not inlined has the stop, even with functions of the library inlined between them.
        symtab = sal.symtab if is_inlined else function.symtab
        if not self.in_folder(symtab) and (is_inlined or stop["frames"]):
            return
        line = sal.line if stop["frames"] else stop["line"]
        file = symtab.fullname() if stop["frames"] else stop["file"]
        stop["frames"].append([scopes.shown_name(frame), file, line, is_inlined])
        if self.job["values"] and len(stop["locals"]) < FRAMES_READ:
            read = [self.read(frame, *v) for v in self.variables_of(frame.block())]
            self.note_entry(frame, read)
            self.note_lost(frame, read)
            stop["locals"].append(read)

    def note_lost(self, frame, read):
        """gdb shows registers that calls do not preserve in frames that have called, with what the
        callee has in them by now: clang says that variables are still there.  Their scalars'
        text is "lost"."""
        if not has_called(frame):
            self.note_dead(self.unused_below(frame, frame.pc()), read)
            return
        for variable in read:
            if variable[3] and self.is_lost(frame, variable[0]):
                for leaf in variable[3]:
                    leaf[4] = "lost"

    @staticmethod
    def note_dead(high, read):
        """So are those below the stack, in an epilogue that has left it."""
        for variable in read:
            if variable[2] is not None and high - POISONED_AT_MAIN < variable[2] < high:
                for leaf in variable[3]:
                    leaf[4] = "lost"

    def is_lost(self, frame, name):
        place = self.place(frame, name)
        return "entry_value" not in place and bool(LOST.search(place))

    def place(self, frame, name):
        """What gdb says of where a variable is, at a frame's code."""
        pc = frame.pc() - has_called(frame)
        key = pc, frame.name(), depth_of(frame.block()), name
        if key not in self.places:
            self.places[key] = entry.place_at(entry.place_of(frame, name), pc)
        return self.places[key]

    def note_entry(self, frame, read):
        """A scalar that has no text gets the one that follows from the registers at the function's
        first instruction, if this is the same frame; one of a parameter else what it had then.
        Where gdb has inferred these registers from callers, it may be wrong in a recursion."""
        texts, registers = self.entry_of(frame, read)
        for name, _, _, scalars, _ in read if registers else ():
            number = entry.compute(self.place(frame, name), registers)
            for leaf in scalars:
                known = None if number is None else entry.text_of(leaf, number)
                if leaf[4] is None:
                    leaf.append(known or texts.get((frame.type(), name, tuple(leaf[0]))))
                else:
                    leaf[4] = known or leaf[4]

    def entry_of(self, frame, read):
        """What was read as the frame's function began: texts of parameters, and registers."""
        kind, frame = frame.type(), code_frame(frame)
        function = scopes.function_block(frame.block())
        if not frame.older():
            return {}, None
        low = first_instruction(function)
        key = int(frame.older().read_register("rsp")), low
        if not has_called(frame) and frame.pc() == low:
            texts = {}
            if kind != gdb.INLINE_FRAME:
                arguments = {s.name for s in function if s.is_argument}
                texts = {(kind, v[0], tuple(leaf[0])): leaf[4] for v in read
                         if v[0] in arguments for leaf in v[3]}
            self.entries[key] = texts, entry.registers_of(frame)
        return self.entries.get(key, ({}, None))

    def unused_below(self, frame, pc):
        """Below this nothing is the program's: the stack pointer, but functions that call nothing
        may use a red zone below it, except at their first instruction."""
        function = scopes.function_block(code_frame(frame).block())
        if function.start not in self.red_zones:
            calls = scopes.calls_anything(function, frame.architecture())
            self.red_zones[function.start] = 0 if calls else RED_ZONE
        rsp = int(frame.read_register("rsp"))
        return rsp if pc == first_instruction(function) else rsp - self.red_zones[function.start]

    def poison(self, low):
        try:
            self.memory.write_memory(low, self.pattern)
        except gdb.MemoryError:
            pass

    def variables_of(self, block):
        """(symbol, name as it is unique in its function at that place)."""
        key = block.start, block.end, depth_of(block)  # recursion may be inlined in one place
        if key not in self.variables:
            self.variables[key] = list(variables_in(block))
        return self.variables[key]

    def read(self, frame, symbol, name):
        try:
            value = frame.read_var(symbol)
            found = []
            plans.collect(value.type, [], 0, found)
            address = None if value.address is None else int(value.address) & (1 << 64) - 1
            scalars = [one for one, _ in found
                       if one[2] not in (leaves.CONTAINER, leaves.VIRTUAL_BASE)]
            texts = [text_of(value, one) for one in scalars]
            return [name, str(value.type), address,
                    [[one[0], one[2], one[3], one[6],
                      "address" if shares_address(one, scalars, texts) else text]
                     for one, text in zip(scalars, texts)],
                    [[one[0], self.contents(address + one[1], type_)] for one, type_ in found
                     if one[2] == leaves.CONTAINER and address is not None]]
        except gdb.error:                      # no frame base, no register, bounds not computed
            return [name, str(symbol.type), None, [], []]


    def contents(self, address, type_):
        """What gdb's printers show; they are not asked where nothing was written."""
        try:
            start = bytes(self.memory.read_memory(address, min(type_.sizeof, 8)))
        except gdb.MemoryError:
            return {"unknown": "not there"}
        if start == self.pattern[:len(start)]:
            return {"unknown": "not written"}
        return objects.contents(address, type_)


def differs(one, other):
    """In each byte that is another in each run; a carry from the byte below may make up for one."""
    distance = one - other & (1 << 64) - 1
    return one == other or all(distance >> 8 * i & 0xff not in (0, 0xff) for i in BYTES_MOVED)


def shares_address(one, scalars, texts):
    """In a union, a number that has its bytes in common with a pointer, which is another in each
    run."""
    def is_under(pointer, text):
        return (pointer[2] == leaves.POINTER and one[2] != leaves.POINTER
                and pointer[1] < one[1] + one[3] and one[1] < pointer[1] + pointer[3]
                and (text or "x").isdigit() and leaves.LOWEST <= int(text) < leaves.HIGHEST)
    return any(map(is_under, scalars, texts))


def has_called(frame):
    """Not just inlined functions."""
    callee = frame.newer()
    while callee and callee.type() == gdb.INLINE_FRAME:
        callee = callee.newer()
    return callee is not None


def code_frame(frame):
    """Of the function that has the code, not of one that is inlined there."""
    while frame.type() == gdb.INLINE_FRAME:
        frame = frame.older()
    return frame


def first_instruction(block):
    """Of a function: its block may start with a part that was moved away from the others."""
    return int(block.function.value().address) & (1 << 64) - 1


def real_type(frame):
    """Of the frame that has the code.  A TAILCALL_FRAME is no more: gdb infers that a function was
    there, which has ended with a jump to another."""
    return code_frame(frame).type()


def depth_of(block):
    depth = 0
    while block and not block.is_static and not block.is_global:
        depth += 1
        block = block.superblock
    return depth


def variables_in(block):
    seen = set()
    while block and not block.is_static and not block.is_global:
        here = [s for s in block
                if (s.is_variable or s.is_argument) and not scopes.is_artificial(s)]
        for symbol in here:
            if symbol.addr_class != gdb.SYMBOL_LOC_UNRESOLVED:
                hidden = symbol.name in seen
                yield symbol, "%s@%d" % (symbol.name, symbol.line) if hidden else symbol.name
        seen.update(s.name for s in here)
        if block.function:
            break
        block = block.superblock


def follow(value, path):
    """The halves of a complex number that is in no memory have no address."""
    if not path or isinstance(path[-1], str):
        return plans.follow(value, path)
    whole = plans.follow(value, path[:-1])
    if plans.bare(whole.type).code != gdb.TYPE_CODE_COMPLEX or whole.address is not None:
        return plans.follow(value, path)
    gdb.set_convenience_variable("whole", whole)
    return gdb.parse_and_eval("$_cimag($whole)" if path[-1] else "$_creal($whole)")


def text_of_pointed(value, one):
    """What an implicit pointer points to, if that is an integer: "*1"; else "*".  gdb says of bits
    that no piece covers that they are such a pointer, and may then come to an internal error: these
    have no value."""
    if one[2] != leaves.POINTER:
        return None
    try:
        target = value.referenced_value()
        if plans.bare(target.type).code != gdb.TYPE_CODE_INT:
            return "*"
        return None if target.is_optimized_out else "*" + str(int(target))
    except (gdb.error, KeyboardInterrupt):
        return None


def text_of(value, one):
    """A scalar as text; None where gdb has none."""
    try:
        value = follow(value, one[0])
        if value.is_optimized_out:
            return None
        if "<synthetic pointer>" in value.format_string():
            return text_of_pointed(value, one)
        if one[2] == leaves.FLOAT:
            return value.format_string()
        if one[6] == "reference":
            return str(int(value.address) & (1 << 64) - 1)
        if one[2] == leaves.POINTER and one[6] != "method":
            return str(int(value) & (1 << 64) - 1)
        return str(int(value)) if one[3] <= 8 else value.format_string()
    except (gdb.error, AttributeError, TypeError) as e:
        return None if "optimized out" in str(e) else "lost"   # also pointers to members: no number
    except KeyboardInterrupt:                  # an internal error: a reference in a register
        return "lost"


with open(os.environ["WITNESS_JOB"]) as job_file:
    Witness(json.load(job_file)).run()
