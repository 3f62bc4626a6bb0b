"""Where the recording goes: files, FIFOs, descriptors, pipes whose reader leaves; and that two
recordings of the same run are the same."""

import os
import subprocess
import time

from harness import (OUT, Recording, SECONDS, SPP_POST, VALGRIND, WORK, compiled, info, post, run,
                     same, shell_quoted, under_tool)


def pipeline(command, reader):
    """COMMAND's recording through a pipe to READER: output, standard error, the program's code."""
    tool = shell_quoted(under_tool(command, "--sppgrind-out-fd=3"))
    script = f"( {tool}; echo $? >&4 ) 4>code 3>&1 >/dev/null 2>errors | {reader}"
    folder = os.path.join(WORK, f"pipe-{os.path.basename(command[0])}")
    os.makedirs(folder, exist_ok=True)
    done = subprocess.run(["sh", "-c", script], capture_output=True, timeout=SECONDS, cwd=folder,
                          env=dict(os.environ, PATH=f"{OUT}/bin:{os.environ['PATH']}"))
    with open(os.path.join(folder, "code")) as f:
        code = int(f.read())
    with open(os.path.join(folder, "errors"), errors="replace") as f:
        return done.stdout.decode(), f.read(), code


def test_reader_leaves():
    """head takes five lines and goes: the program runs on to its own end, with one warning."""
    for sink in ("dump", "steps"):
        out, err, code = pipeline([compiled("long.c", to="long-" + sink), "300000"],
                                  f"{SPP_POST} {sink} | head -n 5")
        same("lines", 5, len(out.splitlines()))
        same("exit code", 11, code)
        same("warnings", 1, err.count("warning:"))
        assert "the reader has gone" in err, err


def test_reader_stays():
    """The whole recording through a pipe is as good as a file."""
    out, err, code = pipeline([compiled("long.c", to="long-all"), "20000"], f"{SPP_POST} info")
    same("exit code", 11, code)
    assert "ended:       exit code 11" in out and "stream ends: whole" in out, out
    same("warnings", 0, err.count("warning:"))


def test_slow_program():
    """Records arrive while the program runs: the first line's output long before the end."""
    command = shell_quoted(under_tool([compiled("slow.c")], "-q", "--sppgrind-out-fd=3"))
    reader = subprocess.Popen(["sh", "-c", f"{command} 3>&1 >/dev/null | {SPP_POST} dump"],
                              stdout=subprocess.PIPE, cwd=WORK, text=True)
    first = None
    for line in reader.stdout:
        if first is None and " OUTPUT " in line:
            first = time.monotonic()
        last = time.monotonic()
    reader.wait(timeout=SECONDS)
    # Four sleeps of 0.3 s follow the first line of output.
    assert first is not None and last - first > 0.8, f"only {last - first:.2f} s before the end"


def test_fifo():
    """A FIFO as output file is written like a pipe, also when its reader leaves."""
    fifo = os.path.join(WORK, "fifo")
    os.mkfifo(fifo)
    program = compiled("long.c", to="long-fifo")
    for reader, warnings in ((f"{SPP_POST} info {fifo}", 0), (f"head -c 100000 {fifo} | wc -c", 1)):
        with subprocess.Popen(["sh", "-c", reader], stdout=subprocess.PIPE) as reading:
            ran = run(under_tool([program, "300000"], "-q", "--sppgrind-out-file=" + fifo))
            out = reading.communicate(timeout=SECONDS)[0]
        same("exit code", 11, ran.code)
        same("warnings", warnings, len(ran.warnings()))
        assert warnings or b"stream ends: whole" in out, out
    os.unlink(fifo)


def test_nowhere():
    """A file that cannot be made: one error, and the program runs as ever."""
    program = compiled("hello.c", to="nowhere")
    for name in ("/nonexistent/x", WORK):
        ran = run(under_tool([program], "-q", "--sppgrind-out-file=" + name))
        same("exit code", 3, ran.code)
        same("output", b"sum 45, 1 arguments\n", ran.out)
        same("messages", [f"error: cannot create {name}; nothing is recorded"], ran.warnings())


def test_default_name():
    """sppgrind.out.<pid> in the current directory; an old file of that name is replaced whole."""
    folder = os.path.join(WORK, "default")
    os.makedirs(folder)
    program = compiled("hello.c", to="default-name")
    ran = run([VALGRIND, "--tool=sppgrind", program], cwd=folder)
    same("exit code", 3, ran.code)
    names = os.listdir(folder)
    assert len(names) == 1 and names[0].startswith("sppgrind.out."), names
    facts = info(os.path.join(folder, names[0]))
    same("ended", "exit code 3", facts["ended"])
    with Recording("old", [program]) as r:
        with open(r.file, "ab") as f:
            f.write(b"x" * 100000)
        run(under_tool([program], "-q", "--sppgrind-out-file=" + r.file))
        same("whole", "whole", r.info()["stream ends"])


def test_descriptor_kept():
    """A descriptor opened for appending keeps what was there before."""
    file = os.path.join(WORK, "appended")
    with open(file, "wb") as f:
        f.write(b"before")
    command = under_tool([compiled("hello.c", to="appended-hello")], "-q", "--sppgrind-out-fd=3")
    run(["sh", "-c", f'exec "$@" 3>>{file}', "sh", *command])
    with open(file, "rb") as f:
        same("start", b"beforeSPPGRIND", f.read(14))


def test_standard_streams():
    """Standard input closed, output closed: the program sees what it would see.  (With standard
    error closed Valgrind itself does not start.)"""
    program = compiled("hello.c", to="closed")
    for redirection in ("<&-", ">&-", "<&- >&-", "</dev/null >/dev/full"):
        script = f'exec "$@" {redirection}'
        native = run(["sh", "-c", script, "sh", program])
        file = os.path.join(WORK, "closed.spp")
        ran = run(["sh", "-c", script, "sh",
                   *under_tool([program], "-q", "--sppgrind-out-file=" + file)])
        same(redirection + " exit code", native.code, ran.code)
        same(redirection + " output", native.out, ran.out)
        same(redirection + " whole", "whole", info(file)["stream ends"])
        os.unlink(file)


def recorded_bytes(name, program):
    """The recording without the process id, which is the first number of the first record, and
    without that block's checksum; the id's length; the records as text."""
    with Recording(name, [program], stdin=b"one\ntwo\n") as r:
        same("exit code", 1, r.ran.code)
        lines = r.dump()
        same("first record", "PROCESS", lines[0].split()[1])
        pid = int(lines[0].split()[2].split("=")[1])
        with open(r.file, "rb") as f:
            content = f.read()
    length = max(1, (pid.bit_length() + 6) // 7)
    checksum, payload = 16 + 16, 16 + 24
    start = payload + 4                    # behind tag and size
    return content[:checksum] + content[payload:start] + content[start + length:], length, lines


def compare_bytes(first, first_lines, again, lines):
    differing = [pair for pair in zip(first_lines[1:], lines[1:]) if pair[0] != pair[1]]
    same("first differences", [], differing[:3])
    same("length", len(first), len(again))
    assert first == again, "the bytes differ"


def test_same_twice():
    """Two recordings of a program with heap, signals, recursion and input are the same bytes."""
    program = compiled("same.c")
    first, length, first_lines = recorded_bytes("same", program)
    for _ in range(3):
        again, again_length, lines = recorded_bytes("same", program)
        if again_length == length:
            compare_bytes(first, first_lines, again, lines)
            return
    raise AssertionError("process ids of different length, three times")


def test_same_with_pid():
    """raise() leaves the process id in memory; in a namespace of its own it is the same each time.
    Needs the right to make one."""
    own_ids = ["unshare", "--pid", "--fork"]
    if run([*own_ids, "true"]).code != 0:
        return
    file = os.path.join(WORK, "same-pid.spp")
    command = under_tool([compiled("same.c", to="same-pid"), "raise"], "-q",
                         "--sppgrind-out-file=" + file)
    found = []
    for _ in range(2):
        same("exit code", 1, run([*own_ids, *command]).code)
        with open(file, "rb") as f:
            found.append((f.read(), post("dump", file)[0].splitlines()))
        os.unlink(file)
    compare_bytes(*found[0], *found[1])
