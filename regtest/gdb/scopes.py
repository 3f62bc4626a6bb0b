"""What gdb knows of the program's code: functions, rows of the line table, and the variables of
blocks; and how gdb is set up.  Part of both witnesses."""

import collections
import functools
import re

import gdb

from plans import bare

MOVES = "moves"           # for the register of a variable that is in several places in turn
# With the first two, an internal error of gdb's is a KeyboardInterrupt, and not its end.
SETTINGS = ("maint set internal-error quit no", "maint set internal-error corefile no",
            "maint set internal-error backtrace off", "set pagination off", "set confirm off",
            "set width 0", "set breakpoint always-inserted on", "set debuginfod enabled off",
            "set print repeats 0", "set print elements 0", "handle all nostop noprint pass")


class Variable:
    """A variable of one block.  name is unique in its function at that place: an outer one that
    is shadowed is called name@line.  (clang puts static locals of nested blocks all into the
    function's own: then two have one name, and nothing says which is the inner one.)"""

    def __init__(self, symbol, block, number, name, register):
        self.symbol = symbol
        self.name = name
        self.register = None if register == MOVES else register    # see without_address()
        self.key = symbol.name, symbol.line, block.start, number
        self.moves = register == MOVES
        self.dynamic = self.moves or is_dynamic(symbol.type)
        self.plan = self.target_plan = None
        self.checks = 0


def is_dynamic(type_):
    """A variable-length array: gdb has no constant bounds until a frame is given."""
    type_ = bare(type_)
    if type_.code != gdb.TYPE_CODE_ARRAY:
        return False
    return type_.dynamic or is_dynamic(type_.target())


# Of each function, by its address: (name, line) of the variables that are somewhere.
LOCATED = collections.defaultdict(set)


def note_located(block):
    low = function_block(block).start
    while not block.is_static and not block.is_global:
        LOCATED[low].update((s.name, s.line) for s in block
                            if s.addr_class != gdb.SYMBOL_LOC_OPTIMIZED_OUT)
        if block.function:
            return
        block = block.superblock


def is_twin(symbol, block):
    """Of a constructor of g++'s gdb shows the variables of inner blocks a second time, in an outer
    block and without a place: those of the abstract instance (readelf has each once in the concrete
    one)."""
    return (symbol.addr_class == gdb.SYMBOL_LOC_OPTIMIZED_OUT
            and (symbol.name, symbol.line) in LOCATED[function_block(block).start])


def variables_in(block):
    found, seen = [], set()
    while block and not block.is_static and not block.is_global:
        here = [s for s in block if (s.is_variable or s.is_argument) and not is_twin(s, block)]
        registers, numbers = without_address(block.start), collections.Counter()
        for symbol in here:
            if symbol.addr_class == gdb.SYMBOL_LOC_UNRESOLVED or is_artificial(symbol):
                continue
            shadowed = symbol.name in seen
            number = numbers[symbol.name] = numbers[symbol.name] + 1     # a pack has one name
            name = "%s@%d" % (symbol.name, symbol.line) if shadowed else symbol.name
            found.append(Variable(symbol, block, number, name, registers.get((symbol.name, symbol.line))))
        seen.update(s.name for s in here)
        if block.function:
            break
        block = block.superblock
    return found


@functools.lru_cache(None)
def without_address(pc):
    """{(name, line): register} of the variables in the blocks around a place that are in one for
    all their life; those that are nowhere have "", those that move (clang's parameters of classes
    that are passed by a pointer) MOVES.  Only `info scope` tells."""
    listing = collections.defaultdict(list)
    for line in gdb.execute("info scope *%#x" % pc, to_string=True).splitlines():
        found = re.match(r"Symbol (\S+) is (?!optimized out)(multi-location|a variable in \$(\w+))?",
                         line)
        if found:
            listing[found.group(1)].append(found.group(3) or found.group(2) and MOVES)
    registers, block = {}, gdb.block_for_pc(pc)
    while block:
        for symbol in block:
            if symbol.addr_class == gdb.SYMBOL_LOC_OPTIMIZED_OUT:
                if not is_twin(symbol, block):
                    registers[symbol.name, symbol.line] = ""
                continue
            # It lists the innermost of one name first, as they come here.
            register = listing[symbol.name].pop(0) if listing[symbol.name] else None
            if register is not None:
                registers[symbol.name, symbol.line] = register
        block = block.superblock if not block.function else None
    return registers


def is_artificial(symbol):
    """What is DW_AT_artificial and not `this`: bounds of arrays (clang), the variables of a `for`
    over a range, what constructors are told of virtual bases; and labels in g++'s coroutines."""
    return re.match(r"__vla_expr|__in_chrg$|__vtt_parm$|vtt$|__for_(range|begin|end)|__(range|begin|end)\d+$"
                    r"|[a-z.]+\.", symbol.name)


def is_systems(symbol):
    """A header's of the C++ library: not shown among a program's globals."""
    return symbol.symtab.fullname().startswith("/usr/")


def calls_anything(block, architecture):
    listing = architecture.disassemble(block.start, block.end - 1)
    return any(i["asm"].startswith("call") for i in listing)


def shown_name(frame):
    """Without parameters: gdb leaves those of some members of classes in functions."""
    name = frame.name()
    if name == frame.function().name and not name.endswith("operator()"):
        name = without_parameters(name)
    return name


def without_parameters(name):
    """Cut off at the parenthesis that matches the last one."""
    end = re.search(r"\)( const)?$", name)
    depth = 0
    for i in range(end.start() if end else -1, -1, -1):
        depth += {")": 1, "(": -1}.get(name[i], 0)
        if not depth:
            return name[:i]
    return name


def function_block(block):
    while block and not block.function:
        block = block.superblock
        if block and (block.is_static or block.is_global):
            return None
    return block


def body_of(block):
    """Where gdb's own `break` on a function stops."""
    name = block.function.name
    probe = gdb.Breakpoint("-function " + name, internal=True)
    inside = [l.address for l in probe.locations if block.start <= l.address < block.end]
    probe.delete()
    if inside:
        return inside[0]
    sal = gdb.find_pc_line(block.start)
    if not sal.symtab:
        return block.start
    # no name that `break` takes: a lambda's
    probe = gdb.Breakpoint("%s:%d" % (sal.symtab.fullname(), sal.line), internal=True)
    inside = [l.address for l in probe.locations if block.start <= l.address < block.end]
    probe.delete()
    return inside[0] if inside else block.start


def rows_of_gdb():
    """Addresses of the is_stmt rows that gdb kept of the line tables.  (It drops rows that only
    differ from the one before by their discriminator, as in a loop on one line.)"""
    rows = set()
    for line in gdb.execute("maint info line-table", to_string=True).splitlines():
        words = line.split()
        if len(words) >= 4 and words[0].isdigit() and words[1].isdigit() and words[3] == "Y":
            rows.add(int(words[2], 16))
    return rows


def settle(job):
    """gdb itself, and the environment of the program."""
    for command in SETTINGS:
        gdb.execute(command, to_string=True)
    gdb.execute("unset environment", to_string=True)
    for name, value in job["environment"].items():
        gdb.execute("set environment %s %s" % (name, value), to_string=True)
