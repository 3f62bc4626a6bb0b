"""Programs that do not compile: the document that front ends get instead of a trace."""

import json
import os
import shutil
import subprocess
import sys

from harness import COMPILE, OUT, TOP, Folder, line_of, same

sys.path.insert(0, os.path.join(TOP, "regtest", "opt"))
import contract  # noqa: E402

SPP_POST = os.path.join(OUT, "bin", "spp-post")

# Name, source ("HERE" is in the line to be shown, "" where there is none), a part of the message.
CASES = (
    ("syntax.c", "int main(void)\n{\n\treturn 1 +; /* HERE */\n}\n", "expected expression"),
    ("name.c", "int main(void)\n{\n\treturn x; /* HERE */\n}\n", "'x'"),
    ("second.cpp", "int main()\n{\n\tint a = \"text\"; // HERE\n\tint b = nothing;\n}\n", "int"),
    ("directive.c", "int main(void)\n{\n}\n#error no such luck HERE\n", "no such luck HERE"),
    ("header.c", "#include <no/such/header.h> // HERE\n", "no/such/header.h"),
    ("included.cpp", '// of another file\n#include "bad.h" // HERE\nint main()\n{\n}\n', "bad.h:1:"),
    ("linker.c", "int other(void);\nint main(void)\n{\n\treturn other(); /* HERE */\n}\n",
     "undefined reference to `other'"),
    ("main.c", "int no_main;\n", "undefined reference to `main'"),
    ("option.c", "int main(void) { return 0; }\n", "-fno-such-option"),
    ("template.cpp", "#include <algorithm>\n#include <list>\nint main()\n{\n\tstd::list<int> l;\n"
     "\tstd::sort(l.begin(), l.end()); // HERE\n}\n", "operator-|invalid operands"),
    ("blank name's.c", "int main(void)\n{\n\treturn \"\" * 2; /* HERE */\n}\n", "invalid operands"),
)


def expected_line(source):
    return line_of(source, "HERE") if "HERE" in source else 0


def check_document(document, source, part, dialect):
    same("code", source, document["code"])
    same("steps", 1, len(document["trace"]))
    step, = document["trace"]
    camel = dialect == "seepp"
    line = expected_line(source)
    same("event", "uncaughtException" if camel else "uncaught_exception", step["event"])
    same("line", line + 1 if camel and line else line, step["line"])
    message = step["exceptionMsg" if camel else "exception_msg"]
    assert any(p in message for p in part.split("|")), message
    assert any(p in document["buildOutput"] for p in part.split("|")), document["buildOutput"]


def compilers(name):
    pairs = (("gcc", "g++"), ("clang", "clang++"))
    return [c[name.endswith("cpp")] for c in pairs if shutil.which(c[0])]


def test_messages():
    """gcc's and clang's messages, in each dialect: the line that is at fault, and what is said."""
    folder = Folder("messages", bad__h="int f = ;\n")
    for name, source, part in CASES:
        folder.write(name, source)
        for compiler in compilers(name):
            flags = ["-fno-such-option"] if name == "option.c" else []
            said = subprocess.run([compiler, "-g", "-o", "out", *flags, name], cwd=folder.path,
                                  capture_output=True, env={**os.environ, "LC_ALL": "C"})
            assert said.returncode != 0, (compiler, name)
            for dialect in ("opt", "seepp"):
                made = subprocess.run([SPP_POST, "compile-error", "--dialect=" + dialect, "--code",
                                       name], input=said.stderr, capture_output=True,
                                      cwd=folder.path, check=True)
                try:
                    check_document(json.loads(made.stdout), source, part, dialect)
                    contract.check_document(made.stdout, dialect)
                except (AssertionError, contract.Fault) as error:
                    raise AssertionError(f"{compiler} {name} {dialect}: {error}") from error


def test_several_names():
    """The other file of two is named; its line is not taken for the first one's."""
    folder = Folder("two-sources", one__c="int main(void)\n{\n\treturn 0;\n}\n", two__c="int x = y;\n")
    ran = folder.run("one.c", "two.c")
    step, = ran.trace()
    same("line", 0, step["line"])
    assert "two.c:1:" in step["exception_msg"], step["exception_msg"]


def test_prelude():
    """Lines at the head that are not shown are not counted."""
    folder = Folder("prelude", x__c="#define union struct\nint main(void)\n{\n\treturn y;\n}\n")
    said = subprocess.run(["gcc", "x.c"], cwd=folder.path, capture_output=True)
    made = subprocess.run([SPP_POST, "compile-error", "--prelude=1", "--code=x.c"],
                          input=said.stderr, capture_output=True, cwd=folder.path, check=True)
    document = json.loads(made.stdout)
    same("shown", (3, "int main(void)"), (document["trace"][0]["line"],
                                          document["code"].split("\n")[0]))


def test_run():
    """spp-run writes it in the dialects that have it, and shows what the compiler says."""
    folder = Folder("not-compiling", wrong__c=CASES[1][1])
    for dialect in ("opt", "seepp"):
        ran = folder.run("-f", dialect, "wrong.c")
        same("exit code", COMPILE, ran.code)
        check_document(json.loads(ran.out), CASES[1][1], "'x'", dialect)
        assert "error: 'x' undeclared" in ran.err, ran.err
    ran = folder.run("-f", "steps", "wrong.c")
    same("no format for it", (COMPILE, b""), (ran.code, ran.out))


def test_hostile_messages():
    """Any bytes as messages: a document all the same."""
    folder = Folder("hostile", x__c="int x;\n")
    for text in (b"", b"\xff\xfe: error: \x00\x80\n", b":" * 100000, b"x.c:99999999999999999999: error: \n",
                 b"x.c:5" + b": error: " * 1000, b"\n" * 100000, b"x.c:4294967295:1: error: far"):
        made = subprocess.run([SPP_POST, "compile-error", "--code=x.c"], input=text,
                              capture_output=True, cwd=folder.path, check=True)
        step, = json.loads(made.stdout)["trace"]
        same("event", "uncaught_exception", step["event"])
        assert step["exception_msg"], text


def test_usage():
    folder = Folder("error-usage", x__c="int x;\n")
    for wrong in ((), ("--code=x.c", "--dialect=other")):
        made = subprocess.run([SPP_POST, "compile-error", *wrong], input=b"", capture_output=True,
                              cwd=folder.path)
        same(f"exit code of {wrong}", 2, made.returncode)
