"""The key "known" of "ext": what is known of values that are undefined in part, each of which is
drawn as one that has no value.

A part of the contract's checker; see contract.py."""
import re

from drawing import UNSET, need

IN_PART = re.compile(r"(?=.*\?)(?=.*[0-9a-f])[0-9a-f?]+$")


def in_struct(fields, path):
    """A field may have any name.  Of a container the elements are one of two."""
    for name, value in fields:
        if path.startswith("." + name):
            found = drawn_at(value, path[len(name) + 1:])
            if found:
                return found
        if name == "elements" and path.startswith("["):
            return drawn_at(value, path)
    return None


def in_grid(value, path):
    at, sizes = 0, value[2]
    for size in sizes:
        index = re.match(r"\[(\d+)\]", path)
        if not index or int(index.group(1)) >= size:
            return None
        at, path = at * size + int(index.group(1)), path[index.end():]
    return drawn_at(value[3 + at], path)


def drawn_at(value, path):
    """The cell at a path in a value; of a complex number the whole.  None: there is none."""
    if value[0] == "C_DATA":
        return value if re.match(r"(\[[01]\])?$", path) else None
    if value[0] == "C_STRUCT":
        return in_struct(value[3:], path)
    if value[0] == "C_MULTIDIMENSIONAL_ARRAY":
        return in_grid(value, path)
    index = re.match(r"\[(\d+)\]", path)
    if not index or int(index.group(1)) >= len(value) - 2:
        return None
    return drawn_at(value[2 + int(index.group(1))], path[index.end():])


def owner_of(step, part):
    if "block" in part:
        return step["heap"].get(part["block"])
    if "frame" not in part:
        return step["globals"].get(part["name"])
    return next((f["encoded_locals"].get(part["name"]) for f in step["frames"]
                 if f["frame_id"] == part["frame"] and part["name"] in f["encoded_locals"]), None)


def check_known(step):
    for part in step.get("ext", {}).get("known", []):
        need(IN_PART.match(part["known"]), "known", repr(part["known"]))
        owner = owner_of(step, part)
        cell = owner and drawn_at(owner, part.get("path", ""))
        need(cell, "known", "no cell for", part)
        is_complex = "?" in str(cell[3]) and part.get("path", "").endswith("]")
        need(cell[3] == UNSET or is_complex, "known", "of", cell, "which has a value")
