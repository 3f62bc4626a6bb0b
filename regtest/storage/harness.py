"""Compile, record, convert, and ask gdb: what the tests of this group are made of."""

import json
import os
import shlex
import subprocess

TOP, OUT, BUILD = (os.path.realpath(os.environ[name]) for name in ("TOP", "OUT", "BUILD"))
HERE = os.path.join(TOP, "regtest", "storage")
WORK = os.path.join(BUILD, "test-work", "storage")
CC = shlex.split(os.environ.get("CC", "cc"))
CXX = shlex.split(os.environ.get("CXX", "c++"))
SECONDS = 120


class Fault(Exception):
    pass


def need(condition, *words):
    if not condition:
        raise Fault(" ".join(str(word)[:600] for word in words))


def run(command, cwd=WORK, **more):
    """Standard output of a command that has to succeed."""
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, cwd=cwd,
                          stdin=subprocess.DEVNULL, **more)
    need(done.returncode == 0, shlex.join(command), "exit", done.returncode,
         done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


def record(command, stream, *options, cwd=WORK):
    """What the program printed."""
    if os.path.exists(stream):
        os.remove(stream)
    return run([OUT + "/bin/valgrind", "-q", "--tool=sppgrind", "--sppgrind-out-file=" + stream,
                *options, *command], cwd=cwd)


def steps_of(stream, *options):
    made = run([OUT + "/bin/spp-post", "steps", "--max-steps=0", "--startup", *options, stream])
    return [json.loads(line) for line in made.splitlines() if b'"address"' in line]


def gdb_stops(binary, job):
    """What witness.py says; job without its out."""
    job = dict(job, out=binary + ".gdb")
    with open(binary + ".job", "w") as file:
        json.dump(job, file)
    if os.path.exists(job["out"]):
        os.remove(job["out"])
    run(["gdb", "-nx", "-batch", "-iex", "set debuginfod enabled off", "-iex",
         "set auto-load safe-path /", "-x", os.path.join(HERE, "witness.py"), binary],
        env=dict(os.environ, WITNESS_JOB=binary + ".job"), cwd=os.path.dirname(binary))
    with open(job["out"]) as file:
        return [json.loads(line) for line in file]


def variables(step):
    """name -> VALUE of the innermost frame and of the globals it does not hide."""
    found = {v["name"]: v for v in step["globals"]}
    found.update({v["name"]: v for v in step["frames"][-1]["locals"]})
    return found


def pointees(step):
    """address -> VALUEs that begin there."""
    at = {}

    def note(value):
        at.setdefault(value.get("address"), []).append(value)
        for part in value.get("elements", value.get("fields", [])):
            note(part)
    for block in step["heap"]:
        note(block["value"])
    for value in step["globals"] + [v for f in step["frames"] for v in f["locals"]]:
        note(value)
    return at


class Comparison:
    """One step against one stop of gdb's."""

    def __init__(self, step):
        self.variables, self.at = variables(step), pointees(step)
        self.leaves = 0

    def values(self, theirs):
        for name, node in theirs.items():
            ours = self.variables.get(name, {"absent": "not shown"})
            self.node(node, ours, name)
        return self.leaves

    def node(self, node, ours, where):
        absent = isinstance(node, dict) and node.get("absent")
        need(bool(absent) == ("absent" in ours), where, "is", ours, "and gdb's", node)
        self.leaves += 1
        if absent:
            return
        if isinstance(node, str):
            mine = ours.get("value")
            same = float(mine) == float(node) if "." in node else int(mine) == int(node)
            need(same, where, "is", mine, "and gdb's", node)
        elif isinstance(node, list):
            parts = ours.get("elements", ours.get("fields"))
            need(parts is not None and len(parts) == len(node), where, "has", parts, "gdb's", node)
            for i, (theirs, part) in enumerate(zip(node, parts)):
                self.node(theirs, part, "%s.%s" % (where, part.get("name", i)))
        else:
            self.pointer(node, ours, where)

    def pointer(self, node, ours, where):
        need((ours["value"] != "0x0") == node["pointer"], where, "is", ours["value"], "gdb's", node)
        need(ours.get("string") == node.get("string"), where, "is", ours, "and gdb's", node)
        if "to" not in node or "absent" in node["to"]:
            return
        faults = [Fault("%s leads to %s, which is not shown" % (where, ours["value"]))]
        for target in self.at.get(ours["value"], []):
            try:
                self.node(node["to"], target, "*" + where)
                return
            except (Fault, KeyError, TypeError, ValueError) as fault:
                faults.append(fault)
        raise Fault(faults[-1])
