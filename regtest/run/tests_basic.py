"""What spp-run is for: a source or an executable, its arguments and input, the trace, the codes."""

import json
import os
import pty
import re
import subprocess

from harness import (COMPILE, DONE, HELLO, LIMIT, PROGRAM, SPP_RUN, TOOL, USAGE, Folder,
                     environment, same)

ARGUMENTS = """#include <cstdio>
int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		std::printf("[%s]", argv[i]);
	return 0;
}
"""
ADDS = """#include <iostream>
int main()
{
	int a, b;
	std::cin >> a >> b;
	std::cout << a + b << '\\n';
}
"""


def test_c():
    """Without options: an opt document on standard output, and nothing else anywhere."""
    ran = Folder("c", hello__c=HELLO).run("hello.c")
    same("exit code and messages", (DONE, ""), (ran.code, ran.err))
    same("steps", [4, 5, 6], [s["line"] for s in ran.trace()])
    same("output", "hello\n", ran.trace()[-1]["stdout"])
    same("code", HELLO, json.loads(ran.out)["code"])


def test_arguments():
    """Arguments behind -- come through as they are."""
    words = ["a b", "", "-x", "--", "it's", "$HOME", "*", "new\nline", "\"", "\\"]
    ran = Folder("arguments", args__cpp=ARGUMENTS).run("args.cpp", "--", *words)
    same("exit code", DONE, ran.code)
    same("output", "".join(f"[{w}]" for w in words), ran.trace()[-1]["stdout"])


def test_input():
    ran = Folder("input", adds__cpp=ADDS).run("adds.cpp", stdin=b"20 22\n")
    same("output", "42\n", ran.trace()[-1]["stdout"])


def test_output_file():
    """With -o the program's own output comes through."""
    folder = Folder("output", hello__c=HELLO)
    ran = folder.run("-o", "trace.json", "hello.c")
    same("ran", (DONE, b"hello\n", ""), (ran.code, ran.out, ran.err))
    with open(folder.file("trace.json"), encoding="utf-8") as f:
        same("steps", 3, len(json.load(f)["trace"]))


def test_formats():
    folder = Folder("formats", hello__c=HELLO)
    steps = folder.run("-f", "steps", "hello.c").out.splitlines()
    same("lines", [4, 5, 6], [json.loads(s)["line"] for s in steps])
    assert b"exit code 0" in folder.run("--format=info", "hello.c").out
    ran = folder.run("-f", "nonsense", "hello.c")
    same("exit code", USAGE, ran.code)
    assert "no format 'nonsense'" in ran.err, ran.err


def test_standard_and_level():
    """--std, -O and --cflags reach the compiler, which is how a program sees them."""
    source = """#include <stdio.h>
int main(void)
{
#ifdef __OPTIMIZE__
	printf("optimised ");
#endif
	printf("%ld %s\\n", __STDC_VERSION__, TEXT);
	return 0;
}
"""
    ran = Folder("flags", flags__c=source).run(
        "--std=c99", "-O1", "--cflags", "-DTEXT='\"a b\"' -Wall", "flags.c")
    same("messages", (DONE, ""), (ran.code, ran.err))
    same("output", "optimised 199901 a b\n", ran.trace()[-1]["stdout"])


def test_executable():
    folder = Folder("executable", hello__c=HELLO)
    subprocess.run(["cc", "-g", "-o", "hello", "hello.c"], cwd=folder.path, check=True)
    same("output", "hello\n", folder.run("hello").trace()[-1]["stdout"])
    same("not there", USAGE, folder.run("nothing").code)
    same("no program", USAGE, folder.run(folder.path).code)


def test_several_sources():
    """Each is compiled; what they include is found beside them, from anywhere."""
    folder = Folder("several", one__c='#include "two.h"\nint main(void)\n{\n\treturn two() - 2;\n}\n',
                    two__c='#include "two.h"\nint two(void)\n{\n\treturn 2;\n}\n',
                    two__h="int two(void);\n")
    ran = folder.run(folder.file("one.c"), folder.file("two.c"), cwd="/")
    same("exit code", (DONE, ""), (ran.code, ran.err))
    same("functions", {"main", "two"}, {s["func_name"] for s in ran.trace()})


def test_codes():
    """0, 1, 3 and 4 tell apart how it went; the trace is there each time but for a usage error."""
    folder = Folder("codes", good__c=HELLO, bad__c="int main(void)\n{\n\treturn 3;\n}\n",
                    null__c="int main(void)\n{\n\tint *p = 0;\n\treturn *p;\n}\n",
                    ends__c="int main(void)\n{\n\tfor (int i = 0; i < 9; i++)\n\t\t;\n}\n",
                    wrong__c="int main(void)\n{\n\treturn x;\n}\n")
    for name, code in (("good", DONE), ("bad", PROGRAM), ("null", PROGRAM), ("wrong", COMPILE)):
        same(name, code, folder.run(name + ".c").code)
    same("step limit", LIMIT, folder.run("--max-steps=3", "ends.c").code)
    last = folder.run("null.c").trace()[-1]
    same("fault", ("exception", 4), (last["event"], last["line"]))


def test_usage():
    folder = Folder("usage", hello__c=HELLO)
    for wrong in ((), ("none.c",), ("hello.c", "a.out"), ("--time-limit=x", "hello.c"),
                  ("--time-limit=0", "hello.c"), ("--memory-limit=1X", "hello.c"),
                  ("--cflags='", "hello.c"), ("--no-such", "hello.c"), ("-o", "", "hello.c")):
        ran = folder.run(*wrong)
        same(f"exit code of {wrong}", USAGE, ran.code)
        assert ran.err and not ran.out, (wrong, ran.err, ran.out)
    for right in ("--help", "--version"):
        ran = folder.run(right)
        same(right, (DONE, ""), (ran.code, ran.err))
        assert b"spp-run" in ran.out


def test_missing_compiler():
    ran = Folder("missing", hello__c=HELLO).run("hello.c", env={"CC": "no-such-compiler"})
    same("exit code", TOOL, ran.code)
    assert "no-such-compiler" in ran.err, ran.err


def test_compiler_of_the_user():
    """CC may have flags of its own; warnings are shown, and no reason to stop."""
    source = "int main(void)\n{\n\tint unused;\n\treturn VALUE - 7;\n}\n"
    ran = Folder("own", own__c=source).run("own.c", env={"CC": "gcc -DVALUE=7 -Wall"})
    same("exit code", DONE, ran.code)
    assert "unused variable" in ran.err, ran.err
    same("shown to See++ too", ran.err, json.loads(ran.out)["buildOutput"])


def on_terminal(folder, *arguments):
    """What spp-run writes to a terminal that is its standard error."""
    ours, its = pty.openpty()
    with subprocess.Popen([SPP_RUN, *arguments], cwd=folder.path, env=environment(), stderr=its,
                          stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as running:
        os.close(its)
        text = b""
        try:
            while piece := os.read(ours, 4096):
                text += piece
        except OSError:                # the terminal is gone
            pass
        running.wait(timeout=60)
    os.close(ours)
    return text.decode()


def test_progress():
    """On a terminal: how far it is while it takes time, and what came out of it."""
    source = "int main(void)\n{\n\tfor (volatile long i = 0; i < 300000; i++)\n\t\t;\n}\n"
    folder = Folder("progress", counts__c=source)
    text = on_terminal(folder, "-o", "trace.json", "--max-steps=0", "counts.c")
    assert re.search(r"\d+ steps, \d+\.\d MB, \d+ s", text), text
    assert re.search(r"spp-run: trace.json: \d{6} steps", text), text
