"""Programs that would go on for ever end, with the reason as the trace's ending, in words."""

import json
import os
import sys
import time

from harness import LIMIT, PROGRAM, TOP, Folder, line_of, same

sys.path.insert(0, os.path.join(TOP, "regtest", "opt"))
import contract  # noqa: E402

LOOPS = "int main(void)\n{\n\tvolatile int i = 0;\n\tfor (;;)\n\t\ti++;\n}\n"
WAITS = "#include <unistd.h>\nint main(void)\n{\n\tpause();\n\treturn 0;\n}\n"
DEAF = """#include <signal.h>
#include <unistd.h>
int main(void)
{
	signal(SIGTERM, SIG_IGN);
	for (;;)
		pause();
}
"""
EATS = """#include <stdlib.h>
int main(void)
{
	for (;;)
		if (!malloc(100000))
			return 1;
}
"""
GROWS = """#include <string>
int main()
{
	std::string s = "x";
	for (;;)
		s += s;
}
"""
MAPS = """#include <stddef.h>
#include <sys/mman.h>
int main(void)
{
	for (;;)
		if (mmap(NULL, 1 << 28, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
			return 5;
}
"""
TALKS = """#include <stdio.h>
int main(void)
{
	for (;;)
		puts("and so on");
}
"""
ERRS = """#include <stdlib.h>
int main(void)
{
	int *p = malloc(4), unset;
	p[1] = 1;
	for (;;)
		if (unset)
			p[0]++;
}
"""
RECURS = """int deeper(int n)
{
	return deeper(n + 1) + 1;
}
int main(void)
{
	return deeper(0);
}
"""


def ending(name, source, *options, kind="c"):
    """The exit code, the last step's event, line and message, and the seconds that it took."""
    folder = Folder("limit-" + name)
    folder.write("x." + kind, source)
    began = time.monotonic()
    ran = folder.run(*options, "x." + kind)
    last = ran.trace()[-1]
    return ran.code, last["event"], last["line"], last.get("exception_msg"), time.monotonic() - began


def test_time_limit_waiting():
    code, event, line, words, took = ending("waits", WAITS, "--time-limit=3")
    same("ending", (LIMIT, "exception", 4), (code, event, line))
    same("words", "The program was ended here: the time limit of 3 s was reached.", words)
    assert 3 <= took < 30, took


def test_time_limit_deaf():
    """A program that ignores the request to end is killed."""
    code, event, line, words, _ = ending("deaf", DEAF, "--time-limit=3.5")
    same("ending", (LIMIT, "exception", line_of(DEAF, "pause()")), (code, event, line))
    same("words", "The program was ended here: the time limit of 3.5 s was reached.", words)


def test_step_limit():
    """The trace is full: the program is not waited for, which would be for ever."""
    for name, source in (("loops", LOOPS), ("talks", TALKS), ("recurs", RECURS)):
        code, *_ = ending(name, source, "--max-steps=200")
        same(f"exit code of {name}", LIMIT, code)


def test_memory_limit():
    code, event, line, words, _ = ending("eats", EATS, "--memory-limit=1M")
    same("ending", (LIMIT, "exception", line_of(EATS, "malloc")), (code, event, line))
    assert "memory limit" in words, words


def test_memory_limit_cxx():
    code, event, _, words, _ = ending("grows", GROWS, "--memory-limit=1M", kind="cpp")
    same("ending", (LIMIT, "exception"), (code, event))
    assert "memory limit" in words, words


def test_memory_limit_mapped():
    """Memory that is not from the heap is limited too, with what the recorder needs on top."""
    code, event, *_ = ending("maps", MAPS, "--memory-limit=1M")
    same("ending", (PROGRAM, "return"), (code, event))


def test_stop_at_error():
    """The trace ends there, and nobody waits for the program; without, it goes on to its limit."""
    code, event, line, words, _ = ending("errs", ERRS, "--stop-at-error")
    same("ending", (PROGRAM, "exception", line_of(ERRS, "p[1]")), (code, event, line))
    assert "Invalid write of size 4" in words and "4 bytes" not in words, words
    code, *_ = ending("errs-on", ERRS, "--max-steps=20")
    same("exit code", LIMIT, code)
    folder = Folder("errs-steps", errs__c=ERRS)
    steps = [json.loads(s) for s in folder.run("-f", "steps", "--max-steps=20", "errs.c").out.splitlines()]
    found = [(s["line"], s["errors"][0]["kind"]) for s in steps if "errors" in s]
    same("first errors", [(line_of(ERRS, "p[1]"), "write"), (line_of(ERRS, "if (unset)"), "condition")],
         found[:2])


def test_large_trace():
    """Deep stacks of large arrays would be a gigabyte: the trace ends when it has the size asked for."""
    source = ("int deeper(int n)\n{\n\tint a[200] = { n };\n\treturn deeper(n + 1) + a[0];\n}\n"
              "int main(void)\n{\n\treturn deeper(0);\n}\n")
    folder = Folder("large", large__c=source)
    ran = folder.run("--post=--max-size=1000000", "large.c")
    same("exit code", LIMIT, ran.code)
    assert 1e6 < len(ran.out) < 1.5e6, len(ran.out)
    document = contract.check_document(ran.out, "opt")
    same("marker", "instruction_limit_reached", document[-1]["event"])
    assert "--max-size" in document[-1]["exception_msg"], document[-1]["exception_msg"]
    whole = folder.run("--max-steps=%d" % (len(document) - 1), "large.c").out
    same("steps before", json.loads(whole)["trace"][:-1], json.loads(ran.out)["trace"][:-1])


def test_stack_overflow():
    code, event, line, words, _ = ending("deep", RECURS, "--max-steps=0", "-f", "opt",
                                         "--record=--main-stacksize=100000",
                                         "--post=--from=1000", "--post=--max-frames=5",
                                         "--post=--max-size=0")
    same("ending", (PROGRAM, "exception"), (code, event))
    assert "SIGSEGV" in words and line in (1, 2, 3), (line, words)
