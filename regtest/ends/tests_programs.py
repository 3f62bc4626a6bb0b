"""Large programs of the system, without debug information: they run as without the tool."""

import os
import shutil

from harness import Recording, WORK, run, same


def compare(name, command, stdin=b""):
    """Skipped where the program is not installed."""
    if shutil.which(command[0]) is None:
        return
    command = [shutil.which(command[0]), *command[1:]]
    native = run(command, stdin=stdin)
    with Recording("program-" + name, command, stdin=stdin) as r:
        same(name + ": output", native.out, r.ran.out)
        same(name + ": standard error", native.err, r.ran.err)
        same(name + ": exit code", native.code, r.ran.code)
        same(name + ": whole", "whole", r.info()["stream ends"])
        same(name + ": warnings", 1, len(r.ran.warnings()))
        assert "no steps can be recorded" in r.ran.warnings()[0], r.ran.warnings()


def test_shell():
    compare("bash", ["bash", "-c", "f() { echo $(( $1 * 2 )); return 3; }; x=$(f 21); "
                     "echo $x | { read y; echo \"<$y>\"; }; f 1; exit $?"])


def test_perl():
    compare("perl", ["perl", "-e", 'my %h = map { $_ => $_ ** 2 } 1 .. 50; '
                     'print "$_ $h{$_}\\n" for sort { $a <=> $b } keys %h; exit 5'])


def test_text_tools():
    text = b"".join(b"%d line\n" % (i * 7919 % 1000) for i in range(1000))
    compare("sort", ["sort", "-n"], text)
    compare("grep", ["grep", "-c", "^7.*e$"], text)
    compare("ls", ["ls", "-d", "/", "/nonexistent"])


def test_archive():
    folder = os.path.join(WORK, "to-pack")
    os.makedirs(folder)
    with open(os.path.join(folder, "file"), "w") as f:
        f.write("content\n" * 1000)
    compare("tar", ["tar", "-C", folder, "--mtime=@0", "-cf", "-", "file"])
