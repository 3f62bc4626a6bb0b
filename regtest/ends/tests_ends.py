"""Ends that come from outside, from limits, by exec, and what a recording then still holds."""

import os
import re
import signal
import subprocess
import time

from harness import (Recording, SECONDS, SPP_POST, WORK, compiled, info, run, same,
                     under_tool)


def counted(file):
    """The last value of counter.c's variable in the recording.  Only bytes that change are there:
    each is looked for backwards, as far as the lower ones go through all their values."""
    tail = subprocess.run(["sh", "-c", f"{SPP_POST} dump {file} 2>&1 | tail -n 500000"],
                          capture_output=True, text=True, check=True, timeout=SECONDS).stdout
    changes = [line.split()[2:] for line in tail.splitlines() if " class=2 " in line]
    value = {}
    address = int(changes[-1][0].split("=")[1], 16) & ~3
    for where, _, what in reversed(changes):
        start = int(where.split("=")[1], 16)
        for i, byte in enumerate(bytes.fromhex(what.split("=")[1])):
            value.setdefault(start + i, byte)
        if all(address + i in value for i in range(3)):
            break
    return sum(value.get(address + i, 0) << 8 * i for i in range(4))


def killed_while_counting(name, command_of, how_long):
    """Runs counter.c by a shell command line, kills it, returns its own count."""
    seen = os.path.join(WORK, name + ".seen")
    with open(seen, "wb") as f:
        f.truncate(4096)
    program = compiled("counter.c", to=name)
    shell = subprocess.Popen(["sh", "-c", command_of([program, seen])], cwd=WORK,
                             stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and read_count(seen) == 0:
        time.sleep(0.01)
    time.sleep(how_long)
    pid = process_of(program)
    os.kill(pid, signal.SIGKILL)
    shell.wait(timeout=SECONDS)
    count = read_count(seen)
    os.unlink(seen)
    return count


def read_count(file):
    with open(file, "rb") as f:
        return int.from_bytes(f.read(4), "little")


def process_of(program):
    """The process that the tool records this program in."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                words = f.read().split(b"\0")
        except OSError:
            continue
        if program.encode() in words and b"--tool=sppgrind" in words and words[0] != b"sh":
            return int(pid)
    raise AssertionError("the program does not run")


def test_killed_file():
    """SIGKILL in a tight loop: no step is lost; the last store may be one whose step is to come."""
    for i, how_long in enumerate((0, 0.02, 0.1)):
        file = os.path.join(WORK, f"killed{i}.spp")
        count = killed_while_counting(f"killed{i}", lambda c: "exec " + " ".join(
            under_tool(c, "-q", "--sppgrind-out-file=" + file)), how_long)
        recorded = counted(file)
        assert count <= recorded <= count + 1, f"counted {count}, recorded {recorded}"
        facts = info(file)
        same("info's exit code", 3, facts["exit"])
        assert facts["ended"].startswith("unknown"), facts["ended"]
        os.unlink(file)


def test_killed_pipe():
    """The same through a pipe: all blocks that were written convert."""
    file = os.path.join(WORK, "killed-pipe.spp")
    count = killed_while_counting("killed-pipe", lambda c: " ".join(
        under_tool(c, "-q", "--sppgrind-out-fd=3")) + f" 3>&1 >/dev/null | cat >{file}", 0.1)
    recorded = counted(file)
    # A block of 64 KiB holds fewer than 20000 rounds of the loop.
    assert count - 20000 < recorded <= count + 1, f"counted {count}, recorded {recorded}"
    os.unlink(file)


def test_limit_continues():
    """At the limit the program goes on, and nothing more of it is recorded but its end."""
    with Recording("limit", [compiled("long.c", to="limit"), "1000"], "--max-steps=50") as r:
        same("exit code", 11, r.ran.code)
        facts = r.info()
        same("ended", "exit code 11", facts["ended"])
        assert facts["rows"].startswith("50 "), facts["rows"]
        after = [line.split()[1] for line in r.dump()]
        after = after[after.index("LIMIT") + 1:]
        assert not {"STEP", "MEMORY"} & set(after), after


def test_limit_exits():
    with Recording("limit-exit", [compiled("long.c", to="limit-exit"), "1000"], "--max-steps=50",
                   "--at-max-steps=exit") as r:
        same("exit code", 124, r.ran.code)
        same("output", b"", r.ran.out)
        same("ended", "step limit, exit code 124", r.info()["ended"])
        same("whole", "whole", r.info()["stream ends"])


def check_cut_off(file, ran, why):
    """The recording of filler.c ended early, the program did not."""
    same("exit code", 21, ran.code)
    same("output", b"to the end\n", ran.out)
    same("number of warnings", 1, len(ran.warnings()))
    assert why in ran.warnings()[0], ran.warnings()
    facts = info(file)
    assert int(facts["steps"]) > 5, facts
    assert facts["ended"].startswith("unknown"), facts


def test_first_error():
    """--exit-on-first-error: the core ends the program within the error; both are in the recording."""
    with Recording("first-error", [compiled("bad_free.c", to="first-error")],
                   "--exit-on-first-error=yes", "--error-exitcode=9") as r:
        same("exit code", 9, r.ran.code)
        same("errors", 1, len(r.records("ERROR")))
        same("ended", "exit code 9", r.info()["ended"])
        same("whole", "whole", r.info()["stream ends"])


def test_wild_requests():
    """Client requests with any address and size: neither crash nor hang, and the recording is whole."""
    with Recording("wild-requests", [compiled("wild_requests.c")]) as r:
        same("output", b"alive\n", r.ran.out)
        same("exit code", 0, r.ran.code)
        same("whole", "whole", r.info()["stream ends"])


def test_full_disk():
    """A file system that is full: needs root, for a small one."""
    mount = os.path.join(WORK, "full")
    os.makedirs(mount)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "none", mount],
                          capture_output=True)
    if done.returncode != 0:
        return
    try:
        file = os.path.join(mount, "x.spp")
        ran = run(under_tool([compiled("filler.c", to="filler-full")], "-q",
                             "--sppgrind-out-file=" + file))
        check_cut_off(file, ran, "no space left on device")
    finally:
        subprocess.run(["umount", mount], check=True)


def test_file_size_limit():
    """RLIMIT_FSIZE: the signal that goes with it must not end the program."""
    file = os.path.join(WORK, "small.spp")
    command = under_tool([compiled("filler.c", to="filler-small")], "-q",
                         "--sppgrind-out-file=" + file)
    ran = run(["sh", "-c", 'ulimit -f 600; exec "$@"', "sh", *command])
    check_cut_off(file, ran, "file too large")


def test_device_full():
    """/dev/full as descriptor: one warning, and the program goes on."""
    command = under_tool([compiled("filler.c", to="filler-dev")], "-q", "--sppgrind-out-fd=3")
    ran = run(["sh", "-c", 'exec "$@" 3>/dev/full', "sh", *command])
    same("exit code", 21, ran.code)
    same("output", b"to the end\n", ran.out)
    same("number of warnings", 1, len(ran.warnings()))
    assert "no space left on device" in ran.warnings()[0], ran.warnings()


def test_exec_untraced():
    """exec without --trace-children: the recording ends there, whole."""
    with Recording("exec", [compiled("starts.c", to="exec"), "/bin/echo"]) as r:
        same("output", b"again\n", r.ran.out)
        same("exit code", 0, r.ran.code)
        same("ended", "replaced by /bin/echo (exec)", r.info()["ended"])
        same("whole", "whole", r.info()["stream ends"])


def test_exec_traced():
    """With --trace-children the new program records under the same name: it is the same process."""
    program = compiled("hello.c", to="exec-hello")
    with Recording("exec-traced", [compiled("starts.c", to="exec-traced"), program],
                   "--trace-children=yes") as r:
        same("exit code", 3, r.ran.code)
        facts = r.info()
        same("program", program, facts["program"])
        same("whole", "whole", facts["stream ends"])


def test_children_one_name():
    """A traced child must not truncate the file that its parent still writes."""
    program = compiled("hello.c", to="child-hello")
    with Recording("one-name", [compiled("starts.c", to="one-name"), "-f", program],
                   "--trace-children=yes") as r:
        same("output", b"sum 45, 2 arguments\nchild 3, 1001\n", r.ran.out)
        same("exit code", 1, r.ran.code)
        same("warnings", 1, len(r.ran.warnings()))
        assert "another process records into" in r.ran.warnings()[0], r.ran.warnings()
        same("whole", "whole", r.info()["stream ends"])
        same("ended", "exit code 1", r.info()["ended"])


def test_children_own_names():
    """With %p each has its own recording."""
    program = compiled("hello.c", to="child2-hello")
    with Recording("own-name.%p", [compiled("starts.c", to="own-name"), "-f", program],
                   "--trace-children=yes") as r:
        same("warnings", [], r.ran.warnings())
    files = [os.path.join(WORK, f) for f in os.listdir(WORK) if re.match(r"own-name\.\d+\.spp", f)]
    same("ended", ["exit code 1", "exit code 3"], sorted(info(f)["ended"] for f in files))
    for f in files:
        os.unlink(f)


def test_loaded_twice():
    """dlopen and dlclose of a traced library, twice: steps and fresh data both times."""
    library = compiled("library.c", "-g", "-O0", "-shared", "-fPIC", to="library.so")
    with Recording("loads", [compiled("loads.c"), library]) as r:
        same("output", b"83\n85\n", r.ran.out)
        inside = [s for s in r.steps() if s["function"] == "library_call"]
        calls = [v["value"] for s in inside if s["event"] == "return"
                 for v in s["globals"] if v["name"] == "calls"]
        same("values of calls at the returns", [41, 42, 41, 42], calls)


def test_recorded_in_part():
    """Client requests: steps only where wanted, the state right on the first line after."""
    with Recording("part", [compiled("part.c", to="part")]) as r:
        same("output", b"unseen\n", r.ran.out)
        steps = r.steps()
        with open(os.path.join(os.path.dirname(__file__), "special", "part.c")) as f:
            first = next(n for n, line in enumerate(f, 1) if "/* first */" in line)
        there = next(s for s in steps if s["line"] == first)
        local = {v["name"]: v for v in there["frames"][-1]["locals"]}
        same("local", 5, local["local"]["value"])
        same("total", 4953, next(v["value"] for v in there["globals"] if v["name"] == "total"))
        same("block[1]", 8, there["heap"][0]["value"]["elements"][1]["value"])
        same("steps in work", 3, sum(s["function"] == "work" and s["event"] == "return"
                                     for s in steps) + 2)
        same("allocations", True, r.info()["heap"].startswith("1 allocations, 1 frees"))
