"""--cache: what is the same is not run again, and what is not the same is."""

import os
from concurrent.futures import ThreadPoolExecutor

from harness import COMPILE, DONE, HELLO, LIMIT, PROGRAM, USAGE, Folder, same

ECHO = '#include <stdio.h>\nint main(void)\n{\n\tputchar(getchar());\n\treturn 0;\n}\n'
VALUE = '#include "value.h"\nint main(void)\n{\n\treturn VALUE;\n}\n'
MOMENT = ("#include <stdio.h>\n#include <time.h>\nint main(void)\n{\n\tstruct timespec t;\n"
          "\tclock_gettime(CLOCK_REALTIME, &t);\n\tprintf(\"%ld\", t.tv_nsec);\n\treturn 3;\n}\n")


def entries(folder):
    return sorted(os.listdir(folder.file("kept")))


def cached(folder, *arguments, **how):
    return folder.run("--cache", "kept", *arguments, **how)


def test_hit():
    """The same bytes and code again, though the program would print another time."""
    folder = Folder("hit", moment__c=MOMENT)
    first = cached(folder, "moment.c")
    again = cached(folder, "moment.c")
    same("again", (PROGRAM, first.out, ""), (again.code, again.out, again.err))
    assert cached(folder, "--max-steps=3", "moment.c").out != first.out
    assert cached(folder, "moment.c", "--", "x").out != first.out
    assert folder.run("moment.c").out != first.out


def test_elsewhere():
    """The folder of a source that includes nothing of the user's makes no difference."""
    folder = Folder("elsewhere", moment__c=MOMENT)
    os.mkdir(folder.file("other"))
    os.link(folder.file("moment.c"), folder.file("other/moment.c"))
    same("same", cached(folder, "moment.c").out, cached(folder, "other/moment.c").out)


def test_input_counts():
    folder = Folder("cache-input", echo__c=ECHO)
    for text in (b"a", b"b", b"a"):
        same("output", text.decode(), cached(folder, "echo.c", stdin=text).trace()[-1]["stdout"])
    same("entries", 4, len(entries(folder)))


def test_included_counts():
    folder = Folder("cache-included", value__c=VALUE, value__h="#define VALUE 0\n")
    same("first", DONE, cached(folder, "value.c").code)
    folder.write("value.h", "#define VALUE 1\n")
    same("changed", PROGRAM, cached(folder, "value.c").code)
    folder.write("value.h", "#define VALUE 0\n")
    same("back", DONE, cached(folder, "value.c").code)
    same("entries", 3, len(entries(folder)))         # one list of files, two results


def test_included_of_another_folder():
    """Two folders with one source and two headers of one name do not meet."""
    folder = Folder("cache-folders")
    for value in "01":
        os.mkdir(folder.file(value))
        folder.write(f"{value}/value.c", VALUE)
        folder.write(f"{value}/value.h", f"#define VALUE {value}\n")
    kept = folder.file("kept")
    for value, code in ("0", DONE), ("1", PROGRAM), ("0", DONE):
        same(value, code, folder.run("--cache", kept, "value.c", cwd=folder.file(value)).code)


def test_compile_error_is_kept():
    folder = Folder("cache-error", wrong__c="int main(void)\n{\n\treturn x;\n}\n")
    first = cached(folder, "wrong.c")
    again = cached(folder, "wrong.c")
    same("codes", (COMPILE, COMPILE), (first.code, again.code))
    same("document", first.out, again.out)


def test_time_limit_is_not_kept():
    source = "#include <unistd.h>\nint main(void)\n{\n\tpause();\n}\n"
    folder = Folder("cache-late", waits__c=source)
    same("exit code", LIMIT, cached(folder, "--time-limit=3", "waits.c").code)
    same("entries", [], entries(folder))


def test_parallel():
    """Many at once: each gets a whole result, and nothing else is left in the folder."""
    folder = Folder("cache-parallel", moment__c=MOMENT)
    with ThreadPoolExecutor(max_workers=4) as pool:
        runs = [pool.submit(cached, folder, "moment.c") for _ in range(8)]
    for future in runs:
        ran = future.result()
        same("ran", (PROGRAM, 9), (ran.code, ran.trace()[-1]["line"]))
    same("entries", 2, len(entries(folder)))
    same("kinds", {"files", "result"}, {e.rsplit(".", 1)[1] for e in entries(folder)})


def test_places():
    folder = Folder("cache-places", hello__c=HELLO)
    same("no folder can be made", USAGE, folder.run("--cache", "/proc/none", "hello.c").code)
