"""What a program writes and reads, in the trace: each text at the line that writes it, standard
error and standard input in keys of their own, bytes that are no UTF-8, and the wish for more."""

import json
import os
import sys

from harness import DONE, TOP, Folder, line_of, same

sys.path.insert(0, os.path.join(TOP, "regtest", "opt"))
import contract  # noqa: E402

# Each line that writes says in its comment what: as a JSON string, standard error behind "err".
WRITES_C = r"""#include <stdio.h>
#include <unistd.h>
int main(void)
{
	printf("%d,", 7);           // "7,"
	puts("line");               // "line\n"
	putchar('c');               // "c"
	fputs("fputs", stdout);     // "fputs"
	write(1, "write", 5);       // "write"
	fwrite("fwrite", 1, 6, stdout); // "fwrite"
	fprintf(stderr, "oops %d\n", 1); // err "oops 1\n"
	write(2, "two", 3);         // err "two"
	perror("perror");           // err "perror: Success\n"
	putc('\n', stdout);         // "\n"
	return 0;
}
"""
WRITES_CXX = r"""#include <cstdio>
#include <iostream>
#include <print_of_own.h>
int main()
{
	std::cout << "cout ";       // "cout "
	std::cout << 1 << std::endl; // "1\n"
	std::cout << "no end";      // "no end"
	std::printf("printf");      // "printf"
	std::cerr << "cerr";        // err "cerr"
	std::clog << "clog";        // err "clog"
	own("own");                 // "own"
	std::cout.put('p');         // "p"
	std::cout.write("write", 3); // "wri"
	return 0;
}
"""
OWN = ("#include <iostream>\n#include <string>\n"
       "inline void own(const std::string &s) { std::cout << s; }\n")
READS = r"""#include <stdio.h>
int main(void)
{
	char name[20];
	int age;
	printf("name? ");
	if (scanf("%19s", name) != 1)
		return 1;
	printf("age? ");
	if (scanf("%d", &age) != 1)
		return 2;
	printf("%s is %d\n", name, age);
	return 0;
}
"""
ASKS_CXX = r"""#include <iostream>
#include <string>
int main()
{
	std::string word;
	std::cout << "hello\n";
	std::cout << "word: ";
	while (std::cin >> word)
		std::cout << word << "!\nnext: ";
}
"""


def written(source, line):
    """What the line writes: the keys and texts."""
    comment = source.split("\n")[line - 1].partition("// ")[2]
    if not comment:
        return {}
    kind, text = ("stderr", comment[4:]) if comment.startswith("err ") else ("stdout", comment)
    return {kind: json.loads(text)}


def check_writing(name, source, **more):
    """From each step of main to the next, exactly what the first one's line writes is added."""
    folder = Folder("writes-" + name, **more)
    folder.write(name, source)
    ran = folder.run("--cflags=-I.", name)
    same("exit code", DONE, ran.code)
    steps = [s for s in ran.trace() if s["func_name"] == "main"]
    assert len(steps) >= 9, len(steps)
    same("lines", [i for i, line in enumerate(source.split("\n"), 1) if "// " in line],
         [s["line"] for s in steps if written(source, s["line"])])
    for now, later in zip(steps, steps[1:]):
        for key in ("stdout", "stderr"):
            same(f"{key} of line {now['line']}", now.get(key, "") +
                 written(source, now["line"]).get(key, ""), later.get(key, ""))


def test_written_c():
    check_writing("writes.c", WRITES_C)


def test_written_cxx():
    check_writing("writes.cpp", WRITES_CXX, print_of_own__h=OWN)


def test_bytes():
    """Whatever is written, the document is JSON in UTF-8, and other bytes do not hide it."""
    source = r"""#include <stdio.h>
int main(void)
{
	fwrite("a\xff" "b\0c\x1b[1m\x7f\xc3\xbc\xed\xa0\x80\xf0\x9f\x98\x80\xe2\x82", 1, 21, stdout);
	return 0;
}
"""
    ran = Folder("bytes", bytes__c=source).run("bytes.c")
    same("output", "a\ufffdb\0c\x1b[1m\x7f\u00fc\ufffd\ufffd\ufffd\U0001f600\ufffd\ufffd",
         ran.trace()[-1]["stdout"])


def test_characters_in_parts():
    """A character that is written byte by byte is there once it is whole; what follows no more is
    shown with the last step."""
    source = ("#include <stdio.h>\nint main(void)\n{\n\tconst char *p = \"\u00fc\u20ac\U0001f600.\\xe2\";\n"
              "\twhile (*p)\n\t\tputchar(*p++);\n\treturn 0;\n}\n")
    folder = Folder("parts", parts__c=source)
    texts = [s["stdout"] for s in folder.run("parts.c").trace()]
    same("grows", ["", "\u00fc", "\u00fc\u20ac", "\u00fc\u20ac\U0001f600", "\u00fc\u20ac\U0001f600.",
                   "\u00fc\u20ac\U0001f600.\ufffd"], list(dict.fromkeys(texts)))
    parts = [json.loads(s).get("stdout", "") for s in folder.run("-f", "steps", "parts.c").out.splitlines()]
    same("parts", texts[-1], "".join(parts))


def test_much_output():
    """Output of 2 MB is not in each of 200 steps: the first part of it is, and that there is more."""
    source = ("#include <stdio.h>\nint main(void)\n{\n\tfor (int i = 0; i < 100; i++)\n"
              "\t\tprintf(\"%020000d\", i);\n\treturn 0;\n}\n")
    folder = Folder("much", much__c=source)
    ran = folder.run("much.c")
    assert len(ran.out) < 30e6, len(ran.out)
    contract.check_document(ran.out, "opt")
    last = ran.trace()[-1]["stdout"]
    same("shown", ("0" * 20000 + "0" * 19999 + "1", 100000, "\n... and more\n"),
         (last[:40000], len(last[:100000]), last[100000:]))
    whole = folder.run("--post=--max-output=0", "--post=--from=190", "much.c").trace()[-1]["stdout"]
    same("whole", 2000000, len(whole))


def test_input_read():
    """What was read so far, at each step; with a pipe all of it comes at the first read."""
    ran = Folder("reads", reads__c=READS).run("reads.c", stdin=b"Ada 36\n\xfe")
    steps = ran.trace()
    before = [s for s in steps if s["line"] <= line_of(READS, "name)")]
    same("before", [], [s for s in before if "stdin" in s])
    same("behind", {"Ada 36\n\ufffd"}, {s["stdin"] for s in steps[len(before):]})
    same("output", "name? age? Ada is 36\n", steps[-1]["stdout"])


def asked(dialect, source, name, stdin):
    """The document of a program that is given too little input, checked."""
    folder = Folder(f"asks-{dialect}-{name}")
    folder.write(name, source)
    ran = folder.run("-f", dialect, "--raw-input", name, stdin=stdin)
    same("exit code", DONE, ran.code)
    return contract.check_document(ran.out, dialect)


def test_raw_input_opt():
    """A last entry of its own, with the line of output that has no end yet."""
    *_, last, wish = asked("opt", READS, "reads.c", b"Ada ")
    same("wish", ("raw_input", "name? age? "), (wish["event"], wish["prompt"]))
    same("line", line_of(READS, "&age)"), last["line"])
    *_, last, wish = asked("opt", ASKS_CXX, "asks.cpp", b"one two\n")
    same("wish", ("raw_input", "next: "), (wish["event"], wish["prompt"]))
    same("line and output", (line_of(ASKS_CXX, "cin"), "hello\nword: one!\nnext: two!\nnext: "),
         (last["line"], last["stdout"]))


def test_raw_input_others():
    """See++ has no event for it, and is told; both have a copy of the step, with the event."""
    last = asked("seepp", READS, "reads.c", b"")[-1]
    same("seepp", ("stepLine", "The program waits for input.", line_of(READS, "name)") + 1),
         (last["event"], last["exception_msg"], last["line"]))
    *_, last, wish = asked("both", READS, "reads.c", b"")
    same("both", ("raw_input", "name? ", last["line"]), (wish["event"], wish["prompt"], wish["line"]))


def test_raw_input_enough():
    """With enough input, and where nothing is read, there is no difference."""
    for stdin in (b"Ada 36\n", b""):
        source, name = (READS, "reads.c") if stdin else ("int main(void)\n{\n\treturn 0;\n}\n", "no.c")
        same("events", set(), {s["event"] for s in asked("opt", source, name, stdin)} - {"step_line",
                                                                                      "return"})


def test_steps_before_same():
    """More input continues the same trace: sites run the program again with what was typed."""
    first = asked("opt", ASKS_CXX, "asks.cpp", b"one\n")[:-2]
    more = asked("opt", ASKS_CXX, "asks.cpp", b"one\ntwo\n")
    same("lines", [(s["line"], s["stdout"]) for s in first],
         [(s["line"], s["stdout"]) for s in more[:len(first)]])
