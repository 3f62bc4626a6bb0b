"""Scalars as bytes: shared by the witness (inside gdb) and the comparison.

A leaf is one scalar of a variable: [path, offset, kind, size, bit offset, bit size, extra].
path is a list of member names and indices; kind is one of the letters below.  Two kinds are no
scalars: a container of the C++ library, and a virtual base, which only an object's vtable places."""

from fractions import Fraction

SIGNED, UNSIGNED, BOOL, ENUM, FLOAT, POINTER = "i", "u", "b", "e", "f", "p"
CONTAINER, VIRTUAL_BASE = "c", "v"
LOWEST, HIGHEST = 0x10000, 1 << 47       # what user space can map on x86-64

# size of a float's used bytes -> (bits of exponent, bits of fraction, explicit leading one)
X87, BINARY128 = "x87", "binary128"
FORMATS = {"2": (5, 10, False), "4": (8, 23, False), "8": (11, 52, False),
           X87: (15, 63, True), BINARY128: (15, 112, False)}


def used_bytes(leaf):
    """How many of the leaf's bytes carry its value: an x87 float uses 10 of its 16."""
    return 10 if leaf[6] == X87 else leaf[3]


def bits_of(leaf, raw):
    """The leaf's bits as one unsigned number; raw is the whole variable."""
    at, bit_offset, bit_size = leaf[1], leaf[4], leaf[5]
    if not bit_size:
        return int.from_bytes(raw[at:at + used_bytes(leaf)], "little")
    at += bit_offset // 8
    word = int.from_bytes(raw[at:at + (bit_offset % 8 + bit_size + 7) // 8], "little")
    return word >> bit_offset % 8 & (1 << bit_size) - 1


def width_of(leaf):
    return leaf[5] or 8 * used_bytes(leaf)


def is_signed(leaf):
    return leaf[2] == SIGNED or leaf[2] == ENUM and leaf[6].startswith("signed ")


def decode(leaf, raw):
    """An int; for floats a Fraction, or "nan", "inf", "-inf", "-0"."""
    bits = bits_of(leaf, raw)
    if leaf[2] == FLOAT:
        return decode_float(bits, FORMATS[leaf[6]])
    if is_signed(leaf) and bits >> width_of(leaf) - 1:
        bits -= 1 << width_of(leaf)
    return bits


def decode_float(bits, format_):
    exponent_bits, fraction_bits, explicit = format_
    mantissa_bits = fraction_bits + explicit
    mantissa = bits & (1 << mantissa_bits) - 1
    exponent = bits >> mantissa_bits & (1 << exponent_bits) - 1
    negative = bits >> mantissa_bits + exponent_bits
    bias = (1 << exponent_bits - 1) - 1
    if exponent == (1 << exponent_bits) - 1:
        fraction = mantissa & (1 << fraction_bits) - 1
        return "nan" if fraction else "-inf" if negative else "inf"
    if exponent and not explicit:
        mantissa |= 1 << fraction_bits
    value = Fraction(mantissa) * Fraction(2) ** (max(exponent, 1) - bias - fraction_bits)
    if not value:
        return "-0" if negative else value
    return -value if negative else value


def round_to(value, format_):
    """The number of that format nearest to a Fraction, ties to even, as a Fraction."""
    exponent_bits, fraction_bits, _ = format_
    if not value:
        return value
    bias = (1 << exponent_bits - 1) - 1
    size = abs(value)
    exponent = size.numerator.bit_length() - size.denominator.bit_length()
    if size < Fraction(2) ** exponent:
        exponent -= 1
    unit = Fraction(2) ** (max(exponent, 1 - bias) - fraction_bits)
    return round(value / unit) * unit


def parse_float(text, format_):
    """What decode_float() gives, from decimal text as gdb and JSON have it."""
    text = text.strip().lower()
    if "nan" in text:
        return "nan"
    if text.lstrip("+-") in ("inf", "infinity"):
        return "-inf" if text.startswith("-") else "inf"
    value = round_to(Fraction(text), format_)
    return "-0" if not value and text.startswith("-") else value
