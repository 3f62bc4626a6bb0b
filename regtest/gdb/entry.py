"""What a variable is that gdb calls optimised out, for gdb knows no value that a register had when
the function began: computed from registers that were read then.  Part of witness_optimised.py.

The expression is gdb's own text of it (`info address`): entry values of registers, constants and
arithmetic; of anything else there is no answer."""

import re

import gdb

import leaf as leaves

REGISTERS = ("rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "r8", "r9", "r10", "r11",
             "r12", "r13", "r14", "r15")
MASK = (1 << 64) - 1

BINARY = {"plus": lambda a, b: a + b, "minus": lambda a, b: a - b, "mul": lambda a, b: a * b,
          "and": lambda a, b: a & b, "or": lambda a, b: a | b, "xor": lambda a, b: a ^ b,
          "shl": lambda a, b: a << b if b < 64 else 0, "shr": lambda a, b: a >> b}
UNARY = {"neg": lambda a: -a, "not": lambda a: ~a}
OPERATION = re.compile(r"^ +\d+: DW_OP_(\S+)(?: (\S+))?.*$", re.M)


def registers_of(frame):
    return {name: int(frame.read_register(name)) & MASK for name in REGISTERS}


def place_of(frame, name):
    """What gdb says of the place of a frame's variable, at that frame's code."""
    frame.select()
    try:
        text = gdb.execute("info address " + name, to_string=True)
    except gdb.error:                 # a location that it cannot describe, a name with @line
        text = ""
    finally:
        gdb.newest_frame().select()
    return text


def place_at(text, pc):
    """The part of it that is of an address, if it says it of each."""
    if "multi-location" not in text:
        return text
    for low, high, place in re.findall(r"Range (0x\w+)-(0x\w+): (.*?)(?=  Range |\Z)", text, re.S):
        if int(low, 16) <= pc < int(high, 16):
            return place
    return ""


def compute(place, registers):
    """The number that an expression with entry values gives; None: no such, or not understood."""
    if "entry_value" not in place or "piece]" in place:
        return None
    stack, is_entry = [], False
    for operation, operand in OPERATION.findall(place):
        if operation in ("GNU_entry_value", "entry_value"):
            is_entry = True
        elif is_entry:                # the one inside
            register = re.search(r"DW_OP_%s \[\$(\w+)\]" % operation, place)
            if not register or register.group(1) not in registers:
                return None
            stack.append(registers[register.group(1)])
            is_entry = False
        elif not step(stack, operation, operand):
            return None
    return stack[0] & MASK if len(stack) == 1 else None


def step(stack, operation, operand):
    """False: not understood."""
    if operation == "stack_value":
        return True
    if re.fullmatch(r"lit\d+", operation):
        stack.append(int(operation[3:]))
    elif re.fullmatch(r"const\w+", operation):
        stack.append(int(operand) & MASK)
    elif operation == "plus_uconst" and stack:
        stack[-1] = stack[-1] + int(operand) & MASK
    elif operation in UNARY and stack:
        stack[-1] = UNARY[operation](stack[-1]) & MASK
    elif operation in BINARY and len(stack) > 1:
        b = stack.pop()
        stack[-1] = BINARY[operation](stack[-1], b) & MASK
    else:
        return False
    return True


def text_of(one, number):
    """As witness_optimised.py has a scalar; None: of a kind that is no integer."""
    path, kind, size, extra = one[:4]
    if path or size > 8 or kind == leaves.FLOAT or extra in ("method", "null"):
        return None
    number &= (1 << 8 * size) - 1
    if kind == leaves.SIGNED or kind == leaves.ENUM and extra.startswith("signed "):
        number -= (number >> 8 * size - 1) << 8 * size
    return str(number)
