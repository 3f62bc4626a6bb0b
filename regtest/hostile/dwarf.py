"""Debug information as assembler text.

A case is the children of a function `main` and of its unit, written with the functions below; each
gives text.  Abbreviations are made as they are used.  A DIE is die(tag, attributes, children);
attributes are (name, form, value), where value is what the form's directive takes: a number, a
string, or an assembler expression; a reference is ("type", "ref4", ref("label"))."""

TAGS = {"array_type": 0x01, "class_type": 0x02, "formal_parameter": 0x05, "lexical_block": 0x0b,
        "member": 0x0d, "pointer_type": 0x0f, "compile_unit": 0x11, "structure_type": 0x13,
        "typedef": 0x16, "inheritance": 0x1c, "inlined_subroutine": 0x1d, "subrange_type": 0x21,
        "base_type": 0x24, "const_type": 0x26, "enumerator": 0x28, "enumeration_type": 0x04,
        "subprogram": 0x2e, "variable": 0x34, "namespace": 0x39, "template_type_parameter": 0x2f}
ATTRIBUTES = {"sibling": 0x01, "location": 0x02, "name": 0x03, "byte_size": 0x0b, "stmt_list": 0x10,
              "low_pc": 0x11, "high_pc": 0x12, "const_value": 0x1c, "upper_bound": 0x2f,
              "abstract_origin": 0x31, "count": 0x37, "data_member_location": 0x38, "encoding": 0x3e,
              "frame_base": 0x40, "specification": 0x47, "type": 0x49, "ranges": 0x55,
              "signature": 0x69, "str_offsets_base": 0x72}
FORMS = {"addr": (0x01, ".quad"), "data2": (0x05, ".short"), "data4": (0x06, ".long"),
         "data8": (0x07, ".quad"), "string": (0x08, ".asciz"), "data1": (0x0b, ".byte"),
         "strp": (0x0e, ".long"), "udata": (0x0f, ".uleb128"), "ref_addr": (0x10, ".long"),
         "ref4": (0x13, ".long"), "sec_offset": (0x17, ".long"), "strx": (0x1a, ".uleb128"),
         "exprloc": (0x18, None), "loclistx": (0x22, ".uleb128"), "unknown": (0x7f, ".byte")}

abbrevs = {}


def begin():
    abbrevs.clear()


def code_of(tag, has_children, attributes):
    key = (TAGS[tag], has_children, tuple((ATTRIBUTES[a[0]], FORMS[a[1]][0]) for a in attributes))
    return abbrevs.setdefault(key, len(abbrevs) + 1)


def ref(label):
    return label + " - .Lunit"


def value(form, what):
    if form == "exprloc":
        return "\t.uleb128 2f - 1f\n1:\n%s\n2:\n" % what
    return "\t%s %s\n" % (FORMS[form][1], '"%s"' % what if form == "string" else what)


def die(tag, attributes=(), children=None, label=None):
    text = "%s:\n" % label if label else ""
    text += "\t.uleb128 %d\n" % code_of(tag, children is not None, attributes)
    text += "".join(value(form, what) for _, form, what in attributes)
    return text if children is None else text + children + "\t.byte 0\n"


def repeat(n, text, end=""):
    """text n times; then end n times (the ends of n lists of children)."""
    out = "\t.rept %d\n%s\t.endr\n" % (n, text)
    return out, "\t.rept %d\n%s\t.endr\n" % (n, end)


def nested(n, tag, attributes, inside=""):
    """n DIEs, each the only child of the one before."""
    begins = "\t.uleb128 %d\n" % code_of(tag, True, attributes)
    begins += "".join(value(form, what) for _, form, what in attributes)
    opened, closed = repeat(n, begins, "\t.byte 0\n")
    return opened + inside + closed


def base_type():
    return die("base_type", [("name", "string", "int"), ("byte_size", "data1", 4),
                             ("encoding", "data1", 5)], label=".Lint")


def variable(name, type_label=".Lint", location="\t.byte 0x91\n\t.sleb128 -20"):
    """DW_OP_fbreg -20 is the local that every case has."""
    return die("variable", [("name", "string", name), ("type", "ref4", ref(type_label)),
                            ("location", "exprloc", location)])


def static(name, type_label):
    return variable(name, type_label, "\t.byte 3\n\t.quad memory")


def function(children, frame_base="\t.byte 0x9c"):
    return die("subprogram", [("name", "string", "main"), ("low_pc", "addr", ".Lmain"),
                              ("high_pc", "data8", ".Lmain_end - .Lmain"),
                              ("frame_base", "exprloc", frame_base)],
               variable("good") + children)


def unit_die(children, lines=".Lline"):
    return die("compile_unit", [("name", "string", "base.c"), ("stmt_list", "sec_offset", lines),
                                ("low_pc", "addr", ".Lmain"),
                                ("high_pc", "data8", ".Lmain_end - .Lmain")],
               base_type() + children)


def abbrev_section():
    text = "\t.section .debug_abbrev\n.Labbrev:\n"
    for (tag, has_children, attributes), code in abbrevs.items():
        text += "\t.uleb128 %d, %d\n\t.byte %d\n" % (code, tag, has_children)
        text += "".join("\t.uleb128 %d, %d\n" % pair for pair in attributes) + "\t.byte 0, 0\n"
    return text + "\t.byte 0\n"


def sections(dies, length="3f - 4f", abbrev_offset=".Labbrev", more=""):
    return ("\t.section .debug_line\n.Lline:\n\t.section .debug_info\n.Lunit:\n\t.long %s\n4:\n"
            "\t.short 5\n\t.byte 1, 8\n\t.long %s\n%s3:\n" % (length, abbrev_offset, dies)
            + abbrev_section() + more)


def whole(in_main="", in_unit="", more=""):
    """A unit with main; the case's DIEs are in it, or beside it."""
    return sections(unit_die(function(in_main) + in_unit), more=more)
