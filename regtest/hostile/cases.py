"""Hostile debug information, one function each: its text, as assembler.

MANY is as deep or as many as hurts somebody who recurses, or who takes steps for each pair.  In
every case main has the local `good`, an int, which is shown unless the case is in one of the sets at
the end."""
from dwarf import (abbrev_section, base_type, begin, code_of, die, function, nested, ref, repeat,
                   sections, static, unit_die, variable, whole)

MANY = 1000000
HUGE = "0x7fffffffffffffff"


def type_of(tag, name, target, label, *more):
    names = [("name", "string", name)] if name else []
    return die(tag, names + [("type", "ref4", ref(target))] + list(more), label=label)


def struct(label, name, size, members):
    return die("structure_type", [("name", "string", name), ("byte_size", "udata", size)], members,
               label=label)


def member(name, target, offset=0):
    return die("member", [("name", "string", name), ("type", "ref4", ref(target)),
                          ("data_member_location", "udata", offset)])


# ---- types ----

def typedef_cycle():
    return whole(variable("bad", ".La"),
                 type_of("typedef", "a", ".Lb", ".La") + type_of("typedef", "b", ".La", ".Lb"))


def qualifier_of_itself():
    return whole(variable("bad", ".La"), type_of("const_type", None, ".La", ".La"))


def pointer_to_itself():
    return whole(static("bad", ".La"), type_of("pointer_type", None, ".La", ".La"))


def struct_in_itself():
    return whole(static("bad", ".La"), struct(".La", "a", 8, member("m", ".Lb"))
                 + struct(".Lb", "b", 8, member("m", ".La") + member("n", ".La", 4)))


def base_of_itself():
    base = die("inheritance", [("type", "ref4", ref(".La")), ("data_member_location", "udata", 0)])
    return whole(static("bad", ".La"), struct(".La", "a", 8, base + base))


def array(label, target, *bounds):
    dims = "".join(die("subrange_type", [("upper_bound", "data8", bound)]) for bound in bounds)
    return die("array_type", [("type", "ref4", ref(target))], dims, label=label)


def array_of_2_63():
    return whole(static("bad", ".La"), array(".La", ".Lint", HUGE))


def array_that_overflows():
    return whole(static("bad", ".La"), array(".La", ".Lint", "0xffffffff", "0xffffffff", "0xffffffff"))


def array_of_itself():
    return whole(static("bad", ".La"), array(".La", ".La", 199))


def array_of_a_million_dimensions():
    dims, _ = repeat(MANY, die("subrange_type", [("upper_bound", "data8", 1)]))
    return whole(static("bad", ".La"), die("array_type", [("type", "ref4", ref(".Lint"))], dims,
                                           label=".La"))


def struct_tower():
    """200 empty structs in each of 30: 200 to the power of 30 values in no bytes."""
    towers = "".join(struct(".Ls%d" % i, "s%d" % i, 0, member("m", ".La%d" % i))
                     + array(".La%d" % i, ".Ls%d" % (i + 1), 199) for i in range(30))
    return whole(static("bad", ".Ls0"), towers + struct(".Ls30", "s30", 0, ""))


def million_members():
    members, _ = repeat(MANY, member("m", ".Lint"))
    return whole(static("bad", ".La"), struct(".La", "a", 4, members))


def million_enumerators():
    names, _ = repeat(MANY, die("enumerator", [("name", "string", "e"), ("const_value", "data1", 1)]))
    return whole(static("bad", ".La"), die("enumeration_type", [("byte_size", "data1", 4)], names,
                                           label=".La"))


def million_pointers():
    """A type of a million words: each DIE is of the next, 5 bytes on."""
    code = code_of("pointer_type", False, [("type", "ref4", 0)])
    chain, _ = repeat(MANY, "\t.uleb128 %d\n\t.long . - .Lunit + 4\n" % code)
    return whole(static("bad", ".La"), ".La:\n" + chain + base_type().replace(".Lint", ".Lend"))


def base_type_of_2_60():
    return whole(static("bad", ".La"), die("base_type", [
        ("name", "string", "wide"), ("byte_size", "data8", "1 << 60"), ("encoding", "data1", 5)],
        label=".La"))


# ---- trees ----

def scopes():
    return whole(nested(MANY, "lexical_block", [], variable("deep")))


def scopes_with_code():
    return whole(nested(MANY, "lexical_block", [("low_pc", "addr", ".Lmain"), ("high_pc", "data8", 100)],
                        variable("deep")))


def namespaces():
    return whole("", nested(MANY, "namespace", [("name", "string", "n")], static("deep", ".Lint")))


def structs_in_structs():
    return whole("", nested(MANY, "structure_type", [("name", "string", "s")], member("m", ".Lint")))


def functions_in_functions():
    return whole(nested(MANY, "subprogram", [("name", "string", "f")]))


def functions_with_a_long_list():
    """Each of 20000 functions has the same 10000 ranges."""
    functions, _ = repeat(20000, die("subprogram", [("ranges", "sec_offset", ".Lranges")]))
    pairs = "\t.section .debug_rnglists\n.Lranges:\n\t.rept 10000\n\t.byte 4, 0, 1\n\t.endr\n\t.byte 0\n"
    return whole("", functions, pairs)


def cycle(attribute):
    one = die("subprogram", [(attribute, "ref4", ref(".Lb")), ("low_pc", "addr", ".Lmain"),
                             ("high_pc", "data8", 4)], "", label=".La")
    other = die("subprogram", [(attribute, "ref4", ref(".La"))], "", label=".Lb")
    itself = die("variable", [(attribute, "ref4", ref(".Lc"))], label=".Lc")
    return whole(die("variable", [(attribute, "ref4", ref(".La"))]), one + other + itself)


def origin_cycle():
    return cycle("abstract_origin")


def specification_cycle():
    return cycle("specification")


def inlined_in_itself():
    body = die("inlined_subroutine", [("abstract_origin", "ref4", ref(".La")),
                                      ("low_pc", "addr", ".Lmain"), ("high_pc", "data8", 20)])
    return whole(body, die("subprogram", [("abstract_origin", "ref4", ref(".La"))], body, label=".La"))


def siblings(target):
    """Of two blocks in main the first says that its sibling is elsewhere."""
    block = die("lexical_block", [("sibling", "ref4", ref(target))], variable("inner"), label=".La")
    return whole(block + die("lexical_block", [], variable("other"), label=".Lb"))


def sibling_of_itself():
    return siblings(".La")


def sibling_before():
    return siblings(".Lint")


def sibling_outside():
    return siblings(".Lunit + 0x7ffffff")


def reference_into_a_die():
    return whole(variable("bad", ".Lint + 1"))


def reference_outside():
    return whole(variable("bad", ".Lint + 0x7ffffff"))


# ---- abbreviations, units, forms ----

def huge_abbreviation_codes():
    begin()
    text = whole(variable("bad"))
    return text + "\t.section .debug_abbrev\n\t.uleb128 %s, 0x34\n\t.byte 0, 0, 0\n" % HUGE


def die_of_huge_code():
    return whole("\t.uleb128 %s\n" % HUGE)


def unknown_form():
    return whole(die("variable", [("name", "unknown", 1)]))


def unit_too_long():
    return sections(unit_die(function("")), length="0x7fffffff")


def unit_in_64_bits_too_long():
    return sections(unit_die(function("")), length="0xffffffff, 0xffffffff, 0x7fffffff")


def unit_of_no_length():
    return sections(unit_die(function("")), length="0")


def abbreviations_outside():
    return sections(unit_die(function("")), abbrev_offset="0x7fffffff")


def unit_that_does_not_end():
    """The ends of the lists of children are missing."""
    return sections(unit_die(function("")).rsplit("\t.byte 0\n\t.byte 0\n", 1)[0])


def string_outside():
    return whole(die("variable", [("name", "strp", "0x7fffffff"), ("type", "ref4", ref(".Lint")),
                                  ("location", "exprloc", "\t.byte 0x91\n\t.sleb128 -20")]))


def string_index_outside():
    return whole(die("variable", [("name", "strx", HUGE), ("type", "ref4", ref(".Lint")),
                                  ("location", "exprloc", "\t.byte 0x91\n\t.sleb128 -20")]))


def string_without_end():
    return sections(unit_die(function("")) + "\t.uleb128 %d\n\t.ascii \"endless\"\n" % code_of(
        "variable", False, [("name", "string", "")]))


def block_longer_than_the_unit():
    return whole(die("variable", [("name", "string", "bad"), ("location", "exprloc", "\t.byte 0x3")])
                 .replace("\t.uleb128 2f - 1f", "\t.uleb128 " + HUGE))


# ---- locations ----

def located(expression):
    return whole(variable("bad", ".Lint", expression))


def call_of_itself():
    return whole(die("variable", [("name", "string", "bad"), ("type", "ref4", ref(".Lint")),
                                  ("location", "exprloc", "\t.byte 0x99\n\t.long .La - .Lunit")],
                     label=".La"))


def entry_values():
    """An entry value of an entry value of ... 1000 times, each with its own length."""
    expression = "\t.byte 0x50\n"
    for i in range(1000):
        expression = "\t.byte 0xa3\n\t.uleb128 9%d9f - 8%d8f\n8%d8:\n%s9%d9:\n" % (i, i, i, expression, i)
    return located(expression + "\t.byte 0x9f")


def frame_base_of_itself():
    return sections(unit_die(function("", "\t.byte 0x91\n\t.sleb128 0")))


def jump_to_itself():
    return located("\t.byte 0x2f\n\t.short -3")


def loop_that_pushes():
    return located("\t.byte 0x30, 0x2f\n\t.short -4")


def stack_too_deep():
    return located("\t.fill 1000000, 1, 0x30")


def stack_too_empty():
    return located("\t.byte 0x22, 0x16, 0x13, 0x06")


def division():
    """INT64_MIN / -1, and by zero."""
    return located("\t.byte 0x0f\n\t.quad 1 << 63\n\t.byte 0x11, 0x7f, 0x1b, 0x30, 0x1b")


def implicit_pointer_to_itself():
    return whole(die("variable", [("name", "string", "bad"), ("type", "ref4", ref(".Lp")),
                                  ("location", "exprloc", "\t.byte 0xa0\n\t.long .La\n\t.sleb128 0")],
                     label=".La"), type_of("pointer_type", None, ".Lp", ".Lp"))


def pieces():
    """A million pieces of 2^62 bytes."""
    return located("\t.rept 1000000\n\t.byte 0x50, 0x93\n\t.uleb128 1 << 62\n\t.endr")


def bound_of_itself():
    """An array whose length is the value of a variable of its own type."""
    bound = die("subrange_type", [("upper_bound", "ref4", ref(".Lb"))])
    kind = die("array_type", [("type", "ref4", ref(".Lint"))], bound, label=".La")
    return whole(die("variable", [("name", "string", "bad"), ("type", "ref4", ref(".La")),
                                  ("location", "exprloc", "\t.byte 0x91\n\t.sleb128 -20")], label=".Lb"),
                 kind)


def lists_shared():
    """Each of 5000 variables has the same list of 20000 places."""
    more, _ = repeat(5000, die("variable", [("name", "string", "v"), ("type", "ref4", ref(".Lint")),
                                            ("location", "sec_offset", ".Llist")]))
    return whole(more, more="\t.section .debug_loclists\n.Llist:\n\t.rept 20000\n"
                 "\t.byte 4, 0, 100, 2, 0x91, 0\n\t.endr\n\t.byte 0\n")


def list_outside():
    return whole(die("variable", [("name", "string", "bad"), ("type", "ref4", ref(".Lint")),
                                  ("location", "sec_offset", "0x7fffffff")]))


def list_index_outside():
    return whole(die("variable", [("name", "string", "bad"), ("type", "ref4", ref(".Lint")),
                                  ("location", "loclistx", HUGE)]))


# ---- lines ----

def line_table(program="", files="\t.byte 1, 1, 8, 1\n\t.asciz \"/hostile\"\n\t.byte 2, 1, 8, 2, 11, 1\n"
               "\t.asciz \"base.c\"\n\t.byte 0\n", line_range=14, opcode_base=13):
    return sections(unit_die(function(""), ".Lmade"), more="""
	.section .debug_line
.Lmade:
	.long 6f - 5f
5:	.short 5
	.byte 8, 0
	.long 8f - 7f
7:	.byte 1, 1, 1, -5, %d, %d, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1
%s8:
%s6:
""" % (line_range, opcode_base, files, program))


SET_ADDRESS = "\t.byte 0, 9, 2\n\t.quad .Lmain\n"
END = "\t.byte 0, 1, 1\n"


def lines_by_the_million():
    """Special operations: a row a byte, all at one address."""
    return line_table(SET_ADDRESS + "\t.fill 2000000, 1, 18\n" + END)


def lines_that_wrap():
    step = "\t.byte 2\n\t.uleb128 0xffffffffffffffff\n\t.byte 3\n\t.sleb128 -0x7fffffff\n\t.byte 1\n"
    return line_table(SET_ADDRESS + "\t.rept 10000\n" + step + "\t.endr\n" + END)


def line_range_of_0():
    return line_table(SET_ADDRESS + "\t.byte 200\n" + END, line_range=0)


def operations_from_0():
    return line_table(SET_ADDRESS + END, opcode_base=0)


def files_by_the_billion():
    return line_table("", "\t.byte 1, 1, 8\n\t.uleb128 %s\n\t.asciz \"/\"\n" % HUGE)


def files_of_no_bytes():
    """Entries that consist of nothing, 2^63 of them."""
    return line_table("", "\t.byte 0\n\t.uleb128 %s\n\t.byte 0\n\t.uleb128 %s\n" % (HUGE, HUGE))


def lines_shared():
    """2000 units with one table of 100000 rows."""
    text = line_table(SET_ADDRESS + "\t.fill 100000, 1, 18\n" + END)
    unit = "\t.long 13f - 12f\n12:\n\t.short 5\n\t.byte 1, 8\n\t.long .Labbrev\n\t.uleb128 %d\n" % code_of(
        "compile_unit", False, [("stmt_list", "sec_offset", 0)]) + "\t.long .Lmade\n13:\n"
    head, tail = text.split("\t.section .debug_abbrev", 1)
    tail = tail[tail.index("\t.section .debug_line"):]
    return head + "\t.rept 2000\n" + unit + "\t.endr\n" + abbrev_section() + tail


# ---- what must come out ----

# The unit is damaged: main has no variables at all.
DAMAGED = {"sibling_of_itself", "sibling_before", "sibling_outside", "die_of_huge_code",
           "unknown_form", "unit_too_long", "unit_in_64_bits_too_long", "unit_of_no_length",
           "abbreviations_outside", "unit_that_does_not_end", "block_longer_than_the_unit",
           "frame_base_of_itself"}

# Tables without a row for main: there are no steps then.
NO_ROWS = {"files_by_the_billion", "files_of_no_bytes", "line_range_of_0", "operations_from_0",
           "lines_that_wrap"}

CASES = {name: f for name, f in sorted(globals().items())
         if callable(f) and getattr(f, "__module__", "") == __name__ and f.__code__.co_argcount == 0}
