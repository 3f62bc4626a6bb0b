"""Which errors are reported, and where: Memcheck's and ours, from their XML.

An error is its kind and the line of its innermost frame in the program's own files.  Of Memcheck's
those count that are in traced code: the innermost frame of all is in the program's files; or every
frame inside of it is in Memcheck's replacements of the C library's functions (strlen, free); or the
kernel was asked, and the program's frame made the system call itself or called the C library for it."""

import glob
import os
import xml.etree.ElementTree

import programs

REPLACEMENTS = "vgpreload_"
SYSTEM_CALL = ("SyscallParam",)
# Of the C library's that leave the system call to another function of its own.
CALLERS_SHOWN = 3


class Frame:
    def __init__(self, element):
        self.object, self.function, self.line = (element.findtext(name)
                                                 for name in ("obj", "fn", "line"))
        folder, file = element.findtext("dir"), element.findtext("file")
        self.file = os.path.join(folder, file) if folder and file else file
        self.object = self.object or ""

    def is_in(self, folder):
        return bool(self.file and self.line) and os.path.realpath(self.file).startswith(folder + "/")

    def is_replacement(self):
        return os.path.basename(self.object).startswith(REPLACEMENTS)


def counts(kind, inside):
    """inside: the frames before the program's own."""
    if all(f.is_replacement() for f in inside):
        return True
    if kind == "InvalidJump":             # the frame where nothing can be executed
        return len(inside) == 1 and not inside[0].object
    return kind in SYSTEM_CALL and len(inside) <= CALLERS_SHOWN


def errors_of(path, folder):
    """{(kind, "file:line")}"""
    found = set()
    for error in parsed(path).iter("error"):
        frames = [Frame(e) for e in error.find("stack").iter("frame")]
        kind = error.findtext("kind")
        own = next((i for i, f in enumerate(frames) if f.is_in(folder)), None)
        if not kind.startswith("Leak_") and own is not None and counts(kind, frames[:own]):
            found.add((kind, "%s:%s" % (os.path.relpath(frames[own].file, folder), frames[own].line)))
    return found


def parsed(path):
    """Of a program that was killed, or has forked, the file has no end."""
    with open(path, errors="replace") as file:
        text = file.read()
    text = text[:text.rfind(">") + 1]
    if not text.rstrip().endswith("</valgrindoutput>"):
        text = text[:text.rfind("</error>") + 8] + "</valgrindoutput>" if "</error>" in text else "<none/>"
    return xml.etree.ElementTree.fromstring(text)


OPTIONS = ["-q", "--xml=yes", "--num-callers=40", "--error-limit=no", "--child-silent-after-fork=yes"]


def run_tool(built, arguments, tool, options):
    path = built.path(tool + ".xml")
    for old in glob.glob(path) + glob.glob(built.path("stream.*")):
        os.remove(old)
    output = built.call([programs.VALGRIND, "--tool=" + tool, "--xml-file=" + path] + OPTIONS + options
                        + built.tool_options + [built.binary] + arguments, good=None, env=programs.ENVIRONMENT)
    if not os.path.exists(path):
        raise programs.Broken("%s wrote no XML" % tool)
    return errors_of(path, built.program.folder), output


def compare(built, arguments):
    """(Memcheck's, ours) of one run."""
    theirs, _ = run_tool(built, arguments, "memcheck", ["--leak-check=no"])
    ours, _ = run_tool(built, arguments, "sppgrind", ["--sppgrind-out-file=" + built.path("stream.%p")])
    return theirs, ours
