"""Values as `spp-post steps` shows them: parts found by name, and text; part of the comparison."""

import collections
import re

import containers
import leaf as leaves


def number(text):
    return int(text, 0) if isinstance(text, str) else text


def plain_name(name):
    return re.sub(r"\b(const|volatile|struct|union|enum) ", "", name)


def element_type(block):
    """Of one of our heap blocks."""
    value = (block or {}).get("value") or {}
    values = value.get("elements", [value])
    return plain_name(values[0].get("type", "") if values else "")


def is_base(value, type_):
    """One of the two types is a base class of the other: a member of its, called as it is."""
    own = value.get("type", "").replace("const ", "")
    fields = value.get("fields", [])
    return (any(own in leaf[0][:-1] for leaf in type_["leaves"]) or
            any(f.get("name") == type_["name"].replace("const ", "") or is_base(f, type_)
                for f in fields[:1]))


def overlaps_pointer(type_, leaf, raw):
    """In a union, a number that shares its bytes with a pointer, which is compared itself."""
    def is_under(pointer):
        return (pointer[2] == leaves.POINTER and leaf[2] != leaves.POINTER
                and pointer[1] < leaf[1] + leaf[3] and leaf[1] < pointer[1] + pointer[3]
                and leaves.LOWEST <= leaves.decode(pointer, raw) < leaves.HIGHEST)
    return any(is_under(other) for other in type_["leaves"])


def by_name(entries, what=slice(None)):
    """Those of one name, parameter packs and clang's static variables, are told apart by a
    number."""
    counts, found = collections.Counter(), {}
    for entry in entries:
        counts[entry[0]] += 1
        found[entry[0], counts[entry[0]]] = entry[what]
    return found


def of_library(value, path):
    """A part of an object of the C++ library's."""
    for i in range(len(path)):
        outer = find(value, path[:i])
        if outer is None:
            return False
        if re.match(r"(const )?(volatile )?(std|__gnu_cxx)::", outer.get("type", "")):
            return True
    return False


def find(value, path):
    """The part of a VALUE that a path names; None when it has no such part."""
    for step in path:
        if value is None or "absent" in value:
            return value
        value = element(value, step) if isinstance(step, int) else member(value, step)
    return value


def element(value, index):
    elements = value.get("elements", [])
    return elements[index] if index < len(elements) else None


def member(value, name):
    """Members of an anonymous member count as members of the whole."""
    for field in value.get("fields", []):
        if field.get("name") == name or canonical(field.get("name")) == canonical(name):
            return field
    for field in value.get("fields", []):
        if not field.get("name"):
            found = member(field, name)
            if found:
                return found
    return None


def canonical(name):
    """Of a base class: what clang calls Base<const char *> gdb calls Base<char const*>."""
    return re.sub(r"\bconst\b|(?<=\d)u?l\b|\s", "", name) if name and "<" in name else name


def path_text(path):
    return "".join("[%d]" % p if isinstance(p, int) else "." + p for p in path)


def readable(number_):
    return repr(float(number_)) if not isinstance(number_, (int, str)) else number_


PLAIN = {ord(c): "\\" + letter for c, letter in zip("\a\b\t\n\v\f\r\\", "abtnvfr\\")}


def text_of(raw, width=1):
    """As spp-post shows bytes as text: UTF-8, escaped as in C where unprintable or not UTF-8."""
    if width > 1:
        return containers.wide_text(raw, width)
    return "".join(escaped(c) for c in raw.decode("utf-8", "surrogateescape"))


def escaped(char):
    if ord(char) in PLAIN:
        return PLAIN[ord(char)]
    if 0x20 <= ord(char) < 0x7f or ord(char) >= 0xa0 and not 0xd800 <= ord(char) < 0xe000:
        return char
    return "".join("\\%03o" % b for b in char.encode("utf-8", "surrogateescape"))
