"""What goes wrong around spp-run: names, places, full disks, programs that leave others behind,
signals; and the sandbox."""

import os
import shutil
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from harness import (DONE, HELLO, PROGRAM, SECONDS, SPP_RUN, TOOL, USAGE, WORK, Folder, environment,
                     same)

LEAVES = """#include <stdio.h>
#include <unistd.h>
int main(void)
{
	if (fork() == 0) {
		setsid();
		if (fork() == 0)
			sleep(1000);
		_exit(0);
	}
	puts("left");
	return 0;
}
"""
SLEEPS = "#include <unistd.h>\nint main(void)\n{\n\tfork();\n\tsleep(1000);\n\treturn 0;\n}\n"
PRIES = """#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <arpa/inet.h>
int main(int argc, char **argv)
{
	struct sockaddr_in there = { AF_INET, 80, { 0x08080808 } };
	for (int i = 1; i < argc; i++)
		printf("%d", fopen(argv[i], "w") != NULL);
	printf(" %d\\n", connect(socket(AF_INET, SOCK_DGRAM, 0), (void *)&there, sizeof there) == 0);
	return 0;
}
"""


def test_names():
    """Names with blanks, quotes, dashes, dots."""
    for name in ("-x.c", "a b.c", "it's.c", "two.dots.c", "$x;`y`.c", ".c", "ü.c"):
        folder = Folder("names")
        folder.write(name, HELLO)
        if not name.startswith("-"):
            same(name, (DONE, ""), (folder.run(name).code, folder.run(name).err))
        ran = folder.run(folder.file(name))
        same(name, (DONE, "hello\n", ""), (ran.code, ran.trace()[-1]["stdout"], ran.err))


def test_read_only_folder():
    """Nothing is written into the current folder; /proc refuses it even to root."""
    folder = Folder("readonly", hello__c=HELLO)
    ran = folder.run(folder.file("hello.c"), cwd="/proc")
    same("ran", (DONE, ""), (ran.code, ran.err))
    same("files", ["hello.c"], os.listdir(folder.path))


def test_output_places():
    folder = Folder("places", hello__c=HELLO)
    ran = folder.run("-o", "/no/such/folder/x", "hello.c")
    same("nowhere", (USAGE, b""), (ran.code, ran.out))
    assert "/no/such/folder/x" in ran.err, ran.err
    ran = folder.run("-o", "/dev/full", "hello.c")
    same("full", USAGE, ran.code)
    assert "No space left" in ran.err, ran.err
    same("no temporary folder", USAGE, folder.run("hello.c", env={"TMPDIR": "/no/such"}).code)


def test_standard_files_closed():
    """What we open does not become the program's input, nor the trace a message's place."""
    folder = Folder("closed", hello__c=HELLO)
    for how, code in (("<&- 2>&-", DONE), ("<&- >&- 2>&-", USAGE), ("-o trace.json >&- 2>&-", DONE)):
        same(how, code, subprocess.run(["sh", "-c", f"{SPP_RUN} hello.c {how}"], cwd=folder.path,
                                       env=environment(), stdout=subprocess.DEVNULL).returncode)


def command_line(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as f:
            return f.read()
    except OSError:                    # it has just ended
        return b""


def processes(*words):
    """Pids of processes of this run that have these words in their command line."""
    return [int(pid) for pid in os.listdir("/proc") if pid.isdigit()
            and all(word.encode() in command_line(pid) for word in (WORK, *words))]


def test_left_behind():
    """A process that the program leaves behind, in a session of its own, does not outlive it."""
    ran = Folder("leaves", leaves_of_run__c=LEAVES).run("leaves_of_run.c")
    same("ran", (DONE, "left\n"), (ran.code, ran.trace()[-1]["stdout"]))
    same("processes", [], processes("/leaves_of_run"))


def started(folder, *arguments):
    return subprocess.Popen([SPP_RUN, *arguments], cwd=folder.path, env=environment(),
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_stopped():
    """Ctrl-C and its like: no process and no folder is left, and the shell sees the signal."""
    for signo in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        folder = Folder(f"stopped-{signo}", **{f"sleeps_of_run{signo}__c": SLEEPS})
        with started(folder, f"sleeps_of_run{signo}.c") as running:
            deadline = time.monotonic() + SECONDS
            while len(processes("--tool=sppgrind", f"/sleeps_of_run{signo}")) < 2:
                assert time.monotonic() < deadline, "the program does not begin"
                time.sleep(0.05)
            running.send_signal(signo)
            same("ended by", -signo, running.wait(timeout=SECONDS))
        same("processes", [], processes(f"/sleeps_of_run{signo}"))


def test_stopped_compiling():
    folder = Folder("stopped-compiling", slow__c=HELLO)
    compiler = folder.write("slow-compiler-of-run", "#!/bin/sh\nsleep 1000\n")
    os.chmod(compiler, 0o755)
    with subprocess.Popen([SPP_RUN, "slow.c"], cwd=folder.path, env=environment({"CC": compiler}),
                          stdin=subprocess.DEVNULL) as running:
        deadline = time.monotonic() + SECONDS
        while not processes("slow-compiler-of-run"):
            assert time.monotonic() < deadline, "the compiler does not begin"
            time.sleep(0.05)
        running.terminate()
        same("ended by", -signal.SIGTERM, running.wait(timeout=SECONDS))
    same("processes", [], processes("slow-compiler-of-run"))


def test_parallel():
    """Several at once, of one source, do not meet."""
    folder = Folder("parallel", hello__c=HELLO)
    with ThreadPoolExecutor(max_workers=4) as pool:
        runs = [pool.submit(folder.run, "hello.c", "--", str(i)) for i in range(6)]
    for future in runs:
        ran = future.result()
        same("ran", (DONE, "hello\n"), (ran.code, ran.trace()[-1]["stdout"]))


def test_reader_leaves():
    """Somebody who reads only the beginning ends it all."""
    source = "int main(void)\n{\n\tfor (volatile int i = 0; ; i++)\n\t\t;\n}\n"
    folder = Folder("reader", loops__c=source)
    done = subprocess.run(["sh", "-c", f"{SPP_RUN} -f steps --max-steps=0 loops.c | head -n 2"],
                          cwd=folder.path, env=environment(), capture_output=True, timeout=SECONDS)
    same("lines", 2, done.stdout.count(b"\n"))


def test_no_debug_information():
    """An executable without: no trace, and why."""
    folder = Folder("plain", hello__c=HELLO)
    subprocess.run(["cc", "-o", "hello", "hello.c"], cwd=folder.path, check=True)
    ran = folder.run("hello")
    same("exit code", TOOL, ran.code)
    assert "-g" in ran.err, ran.err


def test_no_recorder():
    """A Valgrind that does not have the tool: which one, and no trace."""
    ran = Folder("no-recorder", hello__c=HELLO).run("--record=--tool=no-such-tool", "hello.c")
    same("exit code", TOOL, ran.code)
    assert "bin/valgrind did not start the recorder" in ran.err, ran.err


def can_sandbox():
    return shutil.which("bwrap") and subprocess.run(
        ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"], capture_output=True).returncode == 0


def test_sandbox():
    """No network, nothing of the system to write to, a /tmp of its own; or a clear message."""
    folder = Folder("sandbox", pries__c=PRIES)
    ours = folder.file("pried")
    ran = folder.run("--sandbox", "--time-limit=30", "pries.c", "--", ours, "/etc/pried-by-spp-run",
                     "/tmp/pried-by-spp-run")
    if can_sandbox():
        same("ran", (DONE, "001 0\n", ""), (ran.code, ran.trace()[-1]["stdout"], ran.err))
        same("outside", [], [p for p in (ours, "/tmp/pried-by-spp-run") if os.path.exists(p)])
    else:
        same("exit code", TOOL, ran.code)
        assert "bubblewrap" in ran.err, ran.err


def test_sandbox_missing():
    """Where there is no bubblewrap, nothing is run outside of it instead."""
    folder = Folder("no-sandbox", hello__c=HELLO)
    ran = folder.run("--sandbox", "hello.c", env={"PATH": "/no/such/folder"})
    same("ran", (TOOL, b""), (ran.code, ran.out))
    assert "bubblewrap is not installed" in ran.err, ran.err


def test_exec():
    """A program that becomes another one: its trace ends there."""
    source = '#include <unistd.h>\nint main(void)\n{\n\texecl("/bin/false", "false", (char *)0);\n}\n'
    ran = Folder("exec", becomes__c=source).run("becomes.c")
    assert ran.code in (DONE, PROGRAM), ran.code
    same("line", 4, ran.trace()[-1]["line"])


def test_post_breaks_off():
    """spp-post itself is killed: neither a success nor the program's fault."""
    source = "int main(void)\n{\n\tfor (volatile int i = 0; ; i++)\n\t\t;\n}\n"
    folder = Folder("breaks-off", endless_of_run__c=source)
    with started(folder, "-o", "/dev/null", "--max-steps=0", "--post=--from=1000000000",
                 "endless_of_run.c") as running:
        post = ("bin/spp-post", "--from=1000000000")
        deadline = time.monotonic() + SECONDS
        while not processes("--tool=sppgrind", "/endless_of_run") or not processes(*post):
            assert time.monotonic() < deadline, "the program does not begin"
            time.sleep(0.05)
        for pid in processes(*post, "--summary="):
            os.kill(pid, signal.SIGKILL)
        same("exit code", TOOL, running.wait(timeout=SECONDS))
        assert b"spp-post ended with 137" in running.stderr.read()
    same("processes", [], processes("/endless_of_run"))
