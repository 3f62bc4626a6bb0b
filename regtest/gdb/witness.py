"""What gdb sees, as one JSON object a line.  Run inside gdb:

    gdb -batch -nx -x witness.py PROGRAM

WITNESS_JOB names a JSON file with: rows (link-time addresses of the line table's is_stmt rows),
symbols (name to address of the symbol table's objects), folder (only source files below it are
watched), args, stdin, out, and pattern, the byte that
poisons what no variable was written to yet: the dead stack below every frame, fresh heap blocks,
and callee-saved registers (see Witness.poison_registers).  Run twice with different patterns,
whatever differs was never written.

Lines: {"type"} describes a type the first time it is seen, {"enum"} gdb's text for an enum's
value, {"alloc"}, {"free"} the heap, {"stop"} one breakpoint.  A variable is [name, line, address,
type, bytes, whether its bounds are computed]; the address is null when it is in a register, and
the type is null when it cannot be read.  Memory is given as raw bytes; for the first stops gdb's
own reading of every scalar is compared with leaf.py's, so that the bytes mean what gdb says they
mean."""

import collections
import json
import os
import re
import sys

import gdb

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import leaf as leaves  # noqa: E402
import objects  # noqa: E402
import plans  # noqa: E402
import scopes  # noqa: E402
from chase import Chase  # noqa: E402

OUTER_FRAMES = 2          # callers whose variables are read too
FRAMES_SHOWN = 8
FRAMES_UNWOUND = 12       # deeper than that, gdb's unwinder is asked for the caller only
LARGEST_VARIABLE = 1 << 20
STACK_LIMIT = 8 << 20     # as far down as it may grow
STACK_POISON = 16384      # below the stack pointer on entry
STACK_REPOISON = 4096     # and again at each stop: alloca takes from there
RED_ZONE = 128            # x86-64: a leaf function owns that much below its stack pointer
SELF_CHECKS = 3           # stops per variable at which gdb's own reading is compared
CALLEE_SAVED = ("rbx", "r12", "r13", "r14", "r15")
CONSTANTS = gdb.SYMBOL_LOC_CONST, gdb.SYMBOL_LOC_CONST_BYTES


class Frame:
    """A live frame of a watched function."""

    def __init__(self, cfa, function, signal, direct):
        self.cfa = cfa
        self.function = function
        self.signal = signal       # entered by a signal: the kernel's frame lies above it
        self.direct = direct       # called by the frame below it, not through other code
        self.address = {}          # of its variables; they do not move at -O0
        self.references = {}       # what of them are C++'s, as they were last seen
        self.in_body = False       # its prologue is done
        self.line = 0              # of the call, once it has made one
        self.variables = []        # visible at the call


class Function:
    def __init__(self, symbol, block, code):
        self.name = self.shown = symbol.name   # shown: without C++'s parameters, see enter()
        self.low = block.start
        self.ready = block.start
        self.red_zone = RED_ZONE if not scopes.calls_anything(block, code) else 0
        self.own_registers = set() # see note_registers()

    def note_registers(self, variables):
        """Callee-saved registers that hold locals of the function, and no parameter: the prologue
        moves those to their places, so that they are written when the body begins."""
        for variable in variables:
            if variable.register in CALLEE_SAVED and not variable.symbol.is_argument:
                self.own_registers.add(variable.register)
        self.own_registers -= {v.register for v in variables if v.symbol.is_argument}


class Place:
    """What is fixed about a watched address."""

    def __init__(self, witness, pc):
        block = gdb.block_for_pc(pc)
        sal = gdb.find_pc_line(pc)
        self.function = witness.function_of(block)
        self.file = sal.symtab.fullname() if sal.symtab else None    # code of no line
        self.line = sal.line
        self.variables = scopes.variables_in(block)
        self.is_entry = self.function.low == pc


class Row(gdb.Breakpoint):
    """A breakpoint on a row of the line table, or on a function's first instruction."""

    def __init__(self, witness, pc):
        super().__init__("*%#x" % pc, internal=True)
        self.witness = witness
        self.pc = pc

    def stop(self):
        return self.witness.guarded(self.witness.at_row, self.pc)


class Allocation(gdb.Breakpoint):
    """On the first instruction of malloc and its like."""

    def __init__(self, witness, pc, name):
        super().__init__("*%#x" % pc, internal=True)
        self.witness = witness
        self.function = name

    def stop(self):
        return self.witness.guarded(self.witness.at_allocator, self.function)


class Return(gdb.Breakpoint):
    """Where an allocator returns to."""

    def __init__(self, witness, pc):
        super().__init__("*%#x" % pc, internal=True)
        self.witness = witness
        self.pc = pc

    def stop(self):
        return self.witness.guarded(self.witness.settle_allocation, self.pc)


class Witness:
    ALLOCATORS = ("malloc", "calloc", "realloc", "aligned_alloc", "memalign", "free")

    def __init__(self, job):
        self.job = job
        self.out = open(job["out"], "w")
        self.types = plans.Types(self.write)
        self.pattern = bytes([job["pattern"]])
        self.functions = {}
        self.places = {}
        self.rows = set()
        self.stacks = collections.defaultdict(list)     # of each thread
        self.pending = []          # allocator calls not yet returned
        self.returns = set()
        self.blocks = {}           # live heap blocks: address -> size
        self.thrown = set()        # those in which the C++ library puts a header before an object
        self.freed = set()         # addresses of those that were
        objects.is_dangling = self.is_dangling
        self.enums = set()
        self.set_up = False
        self.globals = []
        self.global_bytes = {}
        self.outer_variables = {}  # by the address a call returns to
        self.error = None

    @property
    def frames(self):
        """Of the thread that runs, outermost first."""
        return self.stacks[gdb.selected_thread().num]

    def write(self, record):
        self.out.write(json.dumps(record, separators=(",", ":")) + "\n")

    def guarded(self, what, *args):
        """An exception in a breakpoint's stop() would only be printed: keep it and stop."""
        try:
            what(*args)
            return False
        except (Exception, KeyboardInterrupt) as e:  # noqa: BLE001
            import traceback
            self.error = traceback.format_exc() or str(e)
            return True

    # -- setting up --------------------------------------------------------------------------

    def run(self):
        scopes.settle(self.job)
        link_main = int(gdb.parse_and_eval("(long)&main"))
        rows = set(self.job["rows"]) | scopes.rows_of_gdb()
        ready = self.ready_addresses(rows)
        gdb.execute("starti %s <%s >%s.stdout 2>/dev/null"
                    % (self.job["args"], self.job["stdin"], self.job["out"]), to_string=True)
        self.bias = int(gdb.parse_and_eval("(long)&main")) - link_main
        self.architecture = gdb.selected_frame().architecture()
        self.memory = gdb.selected_inferior()
        self.place_breakpoints(rows, ready)
        self.write({"start": True, "bias": self.bias, "object": self.object_range(),
                    "stack": self.stack_range()})
        gdb.execute("continue", to_string=True)
        if not self.error and self.memory.pid:
            self.error = "the program stopped: " + gdb.execute("info program", to_string=True)
        self.write({"end": True, "error": self.error})
        self.out.close()

    def watched(self, pc):
        sal = gdb.find_pc_line(pc)
        if not sal.symtab or not sal.line:
            return False
        return sal.symtab.fullname().startswith(self.job["folder"] + "/")

    def ready_addresses(self, rows):
        """{entry: where gdb's `break function` stops}, link-time."""
        entries = {}
        for pc in rows:
            if self.watched(pc):
                block = scopes.function_block(gdb.block_for_pc(pc))
                if not block:         # a thunk: has a line, is no function, gdb steps through it
                    continue
                if block and block.start not in entries:
                    entries[block.start] = scopes.body_of(block)
        return entries

    def place_breakpoints(self, rows, ready):
        for pc in sorted(rows):
            if self.watched(pc + self.bias) and scopes.function_block(gdb.block_for_pc(pc + self.bias)):
                self.rows.add(pc + self.bias)
        entries = set()
        for pc in self.rows:
            scopes.note_located(gdb.block_for_pc(pc))
        for low, body in ready.items():
            function = self.function_of(gdb.block_for_pc(low + self.bias))
            function.ready = body + self.bias
            entries.add(function.low)
        for pc in sorted(self.rows | entries):
            place = self.places[pc] = Place(self, pc)
            place.function.note_registers(place.variables)
            Row(self, pc)

    def function_of(self, block):
        block = scopes.function_block(block)
        if block.start not in self.functions:
            self.functions[block.start] = Function(block.function, block, self.architecture)
        return self.functions[block.start]

    def mapped(self, name):
        """[low, high) of what the process has mapped under a name."""
        low, high = None, None
        for line in gdb.execute("info proc mappings", to_string=True).splitlines():
            words = line.split()
            if words and words[-1] == name:
                low = low or int(words[0], 16)
                high = int(words[1], 16)
        return [low or 0, high or 0]

    def object_range(self):
        """With .bss, which is not mapped from the file."""
        low, _ = self.mapped(gdb.current_progspace().filename)
        return [low, int(gdb.parse_and_eval("(long)&_end"))]

    def stack_range(self):
        _, high = self.mapped("[stack]")
        return [high - STACK_LIMIT, high]

    def late_setup(self):
        """At the first stop, when the C library is loaded: allocators and globals."""
        for name in self.ALLOCATORS:
            try:
                Allocation(self, int(gdb.parse_and_eval("(long)&" + name)), name)
            except gdb.error:
                continue
        self.poison_new_stack()
        self.globals = self.find_globals()

    def poison_new_stack(self):
        """Pages the stack has not reached yet are zero in every run: poison some of them, from
        the top down, as the kernel grows a stack."""
        top = int(gdb.selected_frame().read_register("rsp")) - STACK_POISON & ~0xfff
        for page in range(top, top - (1 << 18), -4096):
            self.memory.write_memory(page, self.pattern * 4096)

    def find_globals(self):
        found, seen, symtabs = [], set(), set()
        for place in self.places.values():
            symtabs.add(gdb.find_pc_line(place.function.low).symtab)
        symtabs.discard(None)
        for symtab in symtabs:
            for block in (symtab.global_block(), symtab.static_block()):
                for symbol in block:
                    if symbol.addr_class in CONSTANTS and not scopes.is_systems(symbol):
                        self.constant(symbol, found)
                    if not symbol.is_variable or symbol.addr_class != gdb.SYMBOL_LOC_STATIC:
                        continue
                    if scopes.is_systems(symbol):
                        continue
                    address, plan, target = self.global_variable(symbol)
                    if address not in seen:
                        seen.add(address)
                        found.append((symbol.name, address, plan, target))
        return found

    def global_variable(self, symbol):
        """(address, plan, plan of what a reference refers to)."""
        type_ = plans.bare(symbol.type)
        if type_.code in plans.REFERENCES:
            is_object = plans.bare(type_.target()).code != gdb.TYPE_CODE_FUNC
            return (objects.static_address(symbol), self.types.plan(symbol.type),
                    self.types.plan(type_.target()) if is_object else None)
        if objects.is_nullptr(type_):
            return objects.static_address(symbol), self.types.plan(symbol.type), None
        value = symbol.value()
        return int(value.address), self.types.plan(value.type), None

    def constant(self, symbol, found):
        """A variable that has no memory but a value (clang: a const that is only read); enumerators
        are constants too.  To gdb clang's inline static members are what they were initialised
        with, even if they change: those that are not const are where the symbol table has them."""
        name = symbol.name
        if symbol.type.code == gdb.TYPE_CODE_ENUM:
            return
        if symbol.type == symbol.type.unqualified() and name in self.job["symbols"]:
            found.append((name, self.job["symbols"][name] + self.bias, self.types.plan(symbol.type),
                          None))
            return
        value = symbol.value()
        is_float = plans.bare(symbol.type).code == gdb.TYPE_CODE_FLT
        self.write({"constant": name, "value": str(float(value)) if is_float else int(value)})

    # -- the heap ----------------------------------------------------------------------------

    def at_allocator(self, name):
        frame = gdb.selected_frame()
        rdi, rsi, rsp = (int(frame.read_register(r)) & (1 << 64) - 1
                         for r in ("rdi", "rsi", "rsp"))
        if name == "free":
            self.forget(rdi)
            return
        size = {"malloc": rdi, "calloc": rdi * rsi}.get(name, rsi)
        old = rdi if name == "realloc" else 0
        back = int.from_bytes(self.read(rsp, 8), "little")
        self.pending.append((rsp + 8, back, name, size, old))
        if back not in self.returns:
            self.returns.add(back)
            Return(self, back)

    def forget(self, address):
        if self.blocks.pop(address, None) is not None:
            self.freed.add(address)
            self.write({"free": address})

    def settle_allocation(self, pc):
        """Called wherever an allocator may have returned to."""
        if not self.pending or self.pending[-1][1] != pc:
            return
        frame = gdb.selected_frame()
        rsp, _, name, size, old = self.pending[-1]
        if int(frame.read_register("rsp")) & (1 << 64) - 1 != rsp:
            return
        self.pending.pop()
        address = int(frame.read_register("rax")) & (1 << 64) - 1
        if not address or (name == "realloc" and not size):
            return
        kept = self.blocks.get(old, 0) if name == "realloc" else 0
        self.forget(old)
        self.blocks[address] = size
        (self.thrown.add if frame.name() == "__cxa_allocate_exception" else self.thrown.discard)(address)
        self.write({"alloc": address, "size": size})
        if name != "calloc" and size > kept:
            self.memory.write_memory(address + kept, self.pattern * (size - kept))

    def block_of(self, address):
        for low, size in self.blocks.items():
            if low <= address <= low + size:
                return low, size
        return None

    # -- a stop ------------------------------------------------------------------------------

    def read(self, address, size):
        return bytes(self.memory.read_memory(address, size)) if size else b""

    def at_row(self, pc):
        self.settle_allocation(pc)
        if not self.set_up:
            self.set_up = True
            self.late_setup()
        place = self.places[pc]
        frame = gdb.selected_frame()
        rsp = int(frame.read_register("rsp")) & (1 << 64) - 1
        if place.is_entry:
            self.enter(place, frame, rsp)
        else:
            self.pop_frames(rsp)
        if not self.frames or self.frames[-1].function is not place.function:
            raise RuntimeError("lost track of the stack at %#x" % pc)
        if pc == place.function.ready and not self.frames[-1].in_body:
            self.frames[-1].in_body = True
            self.poison_registers(place.function)
        if pc in self.rows:
            self.record(place, frame, pc)
        if place.is_entry:
            self.poison(rsp, STACK_POISON)
        else:
            self.poison(rsp - place.function.red_zone, STACK_REPOISON)

    def pop_frames(self, rsp):
        while self.frames and self.frames[-1].cfa <= rsp:
            self.frames.pop()

    def enter(self, place, frame, rsp):
        signal, direct = self.note_caller(frame)
        self.frames.append(Frame(rsp + 8, place.function, signal, direct))
        place.function.shown = scopes.shown_name(frame)
        if len(self.frames) <= FRAMES_UNWOUND:
            self.verify_frames(frame)

    def note_caller(self, frame):
        """Asks gdb's unwinder for the nearest watched caller, and what is visible at its call.
        Returns whether a signal and whether nothing at all lies in between."""
        signal = False
        older = frame.older()
        while older and not self.is_watched_frame(older):
            signal = signal or older.type() == gdb.SIGTRAMP_FRAME
            older = older.older()
        if not older:
            self.frames.clear()
            return signal, False
        self.pop_frames(int(older.read_register("rsp")))
        caller = self.frames[-1]
        if older.function().name != caller.function.name:
            raise RuntimeError("gdb says that the caller is " + older.function().name)
        caller.line = older.find_sal().line
        caller.variables = self.variables_at_call(older)
        for variable in caller.variables:
            if variable.moves:             # where it is may be said by a register that calls change
                caller.address.pop(variable.key, None)
            elif variable.register is None:
                self.locate(variable, older, caller)
        return signal, older.level() == frame.level() + 1

    def is_watched_frame(self, frame):
        if frame.type() != gdb.NORMAL_FRAME or not frame.function():
            return False
        return scopes.function_block(frame.block()).start in self.functions

    def variables_at_call(self, frame):
        key = frame.pc()
        if key not in self.outer_variables:
            self.outer_variables[key] = scopes.variables_in(frame.block())
        return self.outer_variables[key]

    def verify_frames(self, frame):
        names = []
        while frame:
            if self.is_watched_frame(frame):
                names.append(frame.function().name)
            frame = frame.older()
        if names[::-1] != [f.function.name for f in self.frames]:
            raise RuntimeError("gdb's frames are %s" % names)

    def poison(self, top, size):
        while size >= 256:
            try:
                self.memory.write_memory(top - size, self.pattern * size)
                return
            except gdb.MemoryError:
                size //= 2

    def poison_registers(self, function):
        """Where a body begins, in each activation once: the registers of variables it may not
        write before they are read.  Only those that gdb's unwinder says the function has saved on
        its stack, so nothing but its own variables can see the poison, and its end restores the
        caller's."""
        if not function.own_registers:
            return
        saved = gdb.execute("info frame", to_string=True).partition("Saved registers:")[2]
        for name in function.own_registers & set(re.findall(r"(\w+) at 0x", saved)):
            gdb.execute("set $%s = 0x%s" % (name, (self.pattern * 8).hex()))

    def locate(self, variable, gdb_frame, frame):
        """(address, plan) of a variable, asked of gdb once for each life of its frame."""
        known = frame.address.get(variable.key)
        if known and not variable.dynamic:
            return known
        if objects.is_nullptr(plans.bare(variable.symbol.type)):
            variable.plan = variable.plan or self.types.plan(variable.symbol.type)
            place = objects.place_of_null(variable.symbol, gdb_frame.pc(), frame.cfa)
            known = frame.address[variable.key] = place, variable.plan
            return known
        try:
            value = gdb_frame.read_var(variable.symbol)
            if value.address is None or not 0 <= value.type.sizeof <= LARGEST_VARIABLE:
                frame.address.pop(variable.key, None)
                return None               # likewise: no location yet, or bounds not yet written
            address = int(value.address)
            if value.type.code in plans.REFERENCES:
                return self.locate_reference(variable, value, address, frame)
            if variable.plan is None or variable.dynamic:
                variable.plan = self.types.plan(value.type)
            self.check_reading(variable, value, lambda: self.read(address, value.type.sizeof))
        except gdb.MemoryError:           # a structured binding: its place is a reference's target
            variable.dynamic = True
            return None
        except gdb.error:                 # a variable-length array that is not made yet
            return None
        frame.address[variable.key] = (address, variable.plan)
        return address, variable.plan

    def locate_reference(self, variable, value, address, frame):
        """gdb tells where it leads, and not where it is itself."""
        target = value.type.target()
        variable.plan = variable.plan or self.types.plan(value.type)
        variable.target_plan = variable.target_plan or self.types.plan(target)
        known = frame.references[variable.key] = address, variable.plan, variable.target_plan
        return known

    def read_reference(self, variable, gdb_frame, frame, chase):
        """The reference, and as a variable called &name what it refers to."""
        known = (self.locate(variable, gdb_frame, frame) if frame is self.frames[-1]
                 else frame.references.get(variable.key))
        if not known:
            raise RuntimeError(variable.name + " leads nowhere")
        address, plan, target = known
        raw = address.to_bytes(8, "little")
        self.note(plan, raw, chase, 0)
        found = [[variable.name, variable.symbol.line, 0, plan[0], raw.hex(), True]]
        if plans.bare(variable.symbol.type).target().code == gdb.TYPE_CODE_FUNC:
            return found
        try:
            raw = self.read(address, target[1])
        except gdb.MemoryError:
            raw = b""
        self.note(target, raw, chase, address)
        return found + [["&" + variable.name, variable.symbol.line, address, target[0], raw.hex(),
                         True]]

    def check_reading(self, variable, value, read):
        """leaf.py reads from the bytes what gdb reads."""
        if variable.checks >= SELF_CHECKS:
            return
        variable.checks += 1
        raw = read()
        _, _, plan, types = variable.plan
        for one, type_ in zip(plan, types):
            if one[2] in (leaves.CONTAINER, leaves.VIRTUAL_BASE):
                continue
            try:
                plans.verify_leaf(one, type_, plans.follow(value, one[0]), raw)
            except gdb.error:         # a reference that is not set yet
                if one[6] != "reference":
                    raise

    def record(self, place, gdb_frame, pc):
        function = place.function
        ready = pc >= function.ready
        stop = {"stop": pc - self.bias, "function": function.shown, "file": place.file,
                "line": place.line, "ready": ready, "depth": len(self.frames)}
        self.frames[-1].line = place.line
        stop["frames"] = [[f.function.shown, f.line, f.cfa, f.signal, f.direct]
                          for f in self.frames[-FRAMES_SHOWN:]]
        stop["bottom"] = self.frames[0].cfa
        chase = Chase(self)
        if ready:
            stop["locals"] = self.read_variables(place.variables, gdb_frame, self.frames[-1],
                                                 chase)
        stop["outer"] = [self.read_variables(f.variables, gdb_frame, f, chase)
                         for f, gdb_frame in self.callers(gdb_frame)]
        stop["globals"] = self.read_globals(chase)
        chase.follow_all()
        stop["heap"], stop["strings"] = chase.heap, list(chase.strings.items())
        stop["contents"] = [[*key, node] for key, node in chase.contents.items()]
        stop["bases"] = [[*key, *base] for key, base in chase.bases.items()]
        self.write(stop)

    def callers(self, gdb_frame):
        """(frame, gdb's frame).  The latter is None when no caller has a variable in a register:
        unwinding at every stop takes long."""
        callers = self.frames[-2:-2 - OUTER_FRAMES:-1]
        if not any(v.register for f in callers for v in f.variables):
            return [(f, None) for f in callers]
        found = []
        for frame in callers:
            gdb_frame = gdb_frame.older()
            while not self.is_watched_frame(gdb_frame):
                gdb_frame = gdb_frame.older()
            found.append((frame, gdb_frame))
        return found

    def read_variables(self, variables, gdb_frame, frame, chase):
        found = []
        for variable in variables:
            if variable.register is not None:
                found.append(self.read_register(variable, gdb_frame, chase))
                continue
            if plans.bare(variable.symbol.type).code in plans.REFERENCES:
                found += self.read_reference(variable, gdb_frame, frame, chase)
                continue
            known = (self.locate(variable, gdb_frame, frame) if frame is self.frames[-1]
                     else frame.address.get(variable.key))
            if not known:
                if not variable.dynamic:
                    raise RuntimeError(variable.name + " is not in memory")
                found.append([variable.name, variable.symbol.line, 0, None, "", True])
                continue
            address, plan = known
            try:
                raw = self.read(address, plan[1])
            except gdb.MemoryError:
                raw = b""
            found.append([variable.name, variable.symbol.line, address, plan[0], raw.hex(),
                          variable.dynamic])
            self.note(plan, raw, chase, address)
        return found

    def read_register(self, variable, gdb_frame, chase):
        """A variable without an address.  What calls do not keep is dead in callers, and gcc puts
        there what lives only until the next call: not read."""
        if variable.register not in CALLEE_SAVED:
            return [variable.name, variable.symbol.line, None, None, "", False]
        value = gdb_frame.read_var(variable.symbol)
        if variable.plan is None:
            variable.plan = self.types.plan(value.type)
        bits = int(gdb_frame.read_register(variable.register)) & (1 << 64) - 1
        raw = bits.to_bytes(8, "little")[:value.type.sizeof]
        self.check_reading(variable, value, lambda: raw)
        self.note(variable.plan, raw, chase, 0)
        return [variable.name, variable.symbol.line, None, variable.plan[0], raw.hex(), False]

    def read_globals(self, chase):
        """Those that changed since the last stop."""
        changed = []
        for name, address, plan, target in self.globals:
            found = [[name, 0, address, plan]]
            if target:                 # a reference: as a variable called &name what it refers to
                to = int.from_bytes(self.read(address, 8), "little")
                found.append(["&" + name, address, to, target])
            for one, own, place, its_plan in found:
                try:
                    raw = self.read(place, its_plan[1])
                except gdb.MemoryError:            # not set yet
                    raw = b""
                self.note(its_plan, raw, chase, place)
                if self.global_bytes.get((one, own, address)) != (place, raw):
                    self.global_bytes[one, own, address] = place, raw
                    changed.append([one, own, place, its_plan[0], raw.hex(), False])
        return changed

    def note(self, plan, raw, chase, address):
        """Pointers to follow, enumerators to name, and objects to look into in what was read."""
        if not raw:
            return
        for one, type_ in zip(plan[2], plan[3]):
            if one[2] == leaves.POINTER:
                chase.add(leaves.bits_of(one, raw), type_, one[6])
            elif one[2] == leaves.ENUM:
                self.name_enum(type_, leaves.decode(one, raw))
            elif one[2] == leaves.CONTAINER:
                self.note_container(one, type_, raw, chase, address)
            elif one[2] == leaves.VIRTUAL_BASE:
                self.note_virtual_base(one, type_, raw, chase, address)

    def note_container(self, one, type_, raw, chase, address):
        """What it holds, unless it was not made yet or what it held has been freed."""
        raw = raw[one[1]:one[1] + one[3]]
        words = [raw[i:i + 8] for i in range(0, len(raw), 8)]
        if words[0] == self.pattern * len(words[0]):
            return
        chase.contents[address + one[1], type_.name] = objects.contents(address + one[1], type_)

    def is_dangling(self, address, size):
        """A container whose elements have been freed."""
        raw = self.read(address, size)
        held = [int.from_bytes(raw[i:i + 8], "little") for i in range(0, size, 8)]
        return any(w in self.freed and not self.block_of(w) for w in held)

    def note_virtual_base(self, one, type_, raw, chase, address):
        if raw[one[1]:one[1] + 8] == self.pattern * 8:
            return
        key = address + one[1], str(type_), one[0][-1]
        if key in chase.bases:
            return
        try:
            place, base = objects.virtual_base(address + one[1], type_, one[0][-1])
            plan = self.types.plan(base)
            raw = self.read(place, plan[1])
        except gdb.error:             # no object there yet
            return
        chase.bases[key] = place, plan[0], raw.hex()
        self.note(plan, raw, chase, place)

    def name_enum(self, type_, value):
        key = (str(type_), value)
        if key not in self.enums:
            self.enums.add(key)
            text = str(gdb.Value(value).cast(type_))
            self.write({"enum": str(type_), "value": value, "text": text})


with open(os.environ["WITNESS_JOB"]) as job_file:
    Witness(json.load(job_file)).run()
