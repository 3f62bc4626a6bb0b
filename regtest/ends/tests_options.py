"""The tool's command line: what --help says, what is refused, which files are traced, warnings."""

import os
import re

from harness import (HERE, Recording, TOP, VALGRIND, WORK, compiled, run, same, under_tool)


OTHER_NAMES = "--source-filename", "--trace-filename", "--undef-value-errors"


def test_help_lists_all():
    """Every option of the table in sp_options.c is in --help, with its default."""
    ran = run([VALGRIND, "--tool=sppgrind", "--help"])
    same("exit code", 0, ran.code)
    with open(os.path.join(TOP, "sppgrind", "sp_options.c"), encoding="utf-8") as f:
        names = re.findall(r'\{ "(--[a-z-]+)"', f.read())
    assert len(names) >= 7, names
    shown = ran.out.decode()
    for name in names:
        if name not in OTHER_NAMES:
            line = rf"^    {name}=\S.*\n?.*\[.*\]"
            assert re.search(line, shown, re.M), f"{name} is not in --help"
    for line in shown.splitlines():
        assert len(line) <= 80 or "sppgrind" not in line, line


BAD = ("--max-heap=x", "--max-heap=", "--max-steps=-1", "--max-steps=", "--max-steps=12x", "--max-steps=99999999999999999999",
       "--at-max-steps=stop", "--at-max-steps=", "--trace=maybe", "--trace=", "--trace-file=",
       "--sppgrind-out-fd=x", "--sppgrind-out-fd=-1", "--sppgrind-out-fd=77",
       "--sppgrind-out-fd=99999999999", "--sppgrind-out-file=", "--unbuffered-stdio=1",
       "--errors=none", "--errors=", "--leak-check=maybe", "--show-leak-kinds=lost", "--malloc-fill=256",
       "--no-such-option", "--trace", "--max-steps", "--max-step=3")


def test_bad_values():
    """Each is refused with a message that names it, before the program has run."""
    program = compiled("hello.c", to="bad")
    for option in BAD:
        ran = run([VALGRIND, "--tool=sppgrind", "--sppgrind-out-file=bad.spp", option, program])
        text = " ".join(ran.messages) + ran.err.decode()
        same(option + ": exit code", 1, ran.code)
        same(option + ": output", b"", ran.out)
        assert option.split("=")[0] in text, f"{option}: {text}"


def test_children_and_descriptor():
    """Children would write into whatever file of theirs has the number."""
    ran = run([VALGRIND, "--tool=sppgrind", "--trace-children=yes", "--sppgrind-out-fd=1",
               compiled("hello.c", to="bad-pair")])
    same("exit code", 1, ran.code)
    assert "--sppgrind-out-file" in " ".join(ran.messages) + ran.err.decode(), ran.messages


def traced_files(*options):
    with Recording("globs", [compiled_modules()], *options) as r:
        same("exit code", 0, r.ran.code)
        return {os.path.basename(s["file"]) for s in r.steps()}, r.ran.warnings()


def compiled_modules():
    """A program of two source files in two folders."""
    folder = os.path.join(WORK, "modules", "deep")
    os.makedirs(folder, exist_ok=True)
    program = os.path.join(WORK, "modules", "program")
    if not os.path.exists(program):
        with open(os.path.join(WORK, "modules", "main.c"), "w") as f:
            f.write("int helper(int);\nint main(void)\n{\n\treturn helper(0);\n}\n")
        with open(os.path.join(folder, "helper.c"), "w") as f:
            f.write("int helper(int);\nint helper(int n)\n{\n\treturn n;\n}\n")
        run(["cc", "-g", "-O0", "-o", program, "main.c", "deep/helper.c"],
            cwd=os.path.join(WORK, "modules"))
    return program


def test_trace_file():
    """Globs of a file's own name, of its path as compiled, of its whole path, repeated, none."""
    both = {"main.c", "helper.c"}
    same("default", (both, []), traced_files())
    same("name", ({"helper.c"}, []), traced_files("--trace-file=helper.c"))
    same("glob", ({"helper.c"}, []), traced_files("--trace-file=h*.c"))
    same("path", ({"helper.c"}, []), traced_files("--trace-file=*/deep/*"))
    same("whole path", ({"main.c"}, []), traced_files(f"--trace-file={WORK}/modules/main.c"))
    same("two", (both, []), traced_files("--trace-file=main.c", "--trace-file=helper.c"))
    same("other name", ({"main.c"}, []), traced_files("--source-filename=main.c"))
    files, warnings = traced_files("--trace-file=nothing.c")
    same("none", set(), files)
    same("warnings", 1, len(warnings))
    assert "--trace-file" in warnings[0], warnings


def test_trace_filename():
    """See++'s name for --sppgrind-out-file."""
    file = os.path.join(WORK, "other-name.spp")
    run(under_tool([compiled("hello.c", to="other-name")], "-q", "--trace-filename=" + file))
    assert os.path.getsize(file) > 100
    os.unlink(file)


def test_no_trace():
    """--trace=no: no steps, no memory, but heap, output and the end."""
    with Recording("no-trace", [compiled("heap_calls.c", to="no-trace")], "--trace=no") as r:
        same("warnings", [], r.ran.warnings())
        tags = {line.split()[1] for line in r.dump()}
        assert not tags & {"STEP", "MEMORY", "SITE"}, tags
        assert {"ALLOC", "FREE", "REALLOC", "OUTPUT", "END"} <= tags, tags


def test_no_debug_info():
    """A program without -g: one warning that says how to compile it, and it runs."""
    with Recording("no-g", [compiled("hello.c", "-O0", "-s", to="no-g")]) as r:
        same("exit code", 3, r.ran.code)
        same("output", b"sum 45, 1 arguments\n", r.ran.out)
        same("warnings", 1, len(r.ran.warnings()))
        assert "compile it with -g" in r.ran.warnings()[0], r.ran.warnings()
        same("whole", "whole", r.info()["stream ends"])


def test_bad_free():
    """free and realloc of what is no block: an error each, the program goes on, and the heap's
    totals are Memcheck's, which counts these calls too."""
    source = os.path.join(HERE, "special", "bad_free.c")
    assert os.path.exists(source)
    with Recording("bad-free", [compiled("bad_free.c")]) as r:
        same("exit code", 0, r.ran.code)
        same("errors", 3, len(r.records("ERROR")))
        same("heap", "2 allocations, 4 frees, 110 bytes allocated", r.info()["heap"])


def test_buffered_output():
    """--unbuffered-stdio=no leaves output as it would be: one write at the end."""
    program = compiled("slow.c", to="buffered")
    with Recording("buffered", [program], "--unbuffered-stdio=no") as r:
        same("writes", 1, len(r.records("OUTPUT")))
    with Recording("unbuffered", [program]) as r:
        assert len(r.records("OUTPUT")) >= 4
