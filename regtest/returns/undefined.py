"""Which parts of what functions return are undefined: the programs in undefined/ print the V bits
of the globals r_NAME that Memcheck has, where the callers have stored the results of f_NAME.
`spp-post steps` must have shown the same at the function's `return`; and of what is defined the
value that the global has in the end."""
import glob
import json
import os
import re
import subprocess

FLAGS = (["-gdwarf-4"], ["-gdwarf-5", "-mavx"])


def leaves(value, path=""):
    """(path, value) of each scalar."""
    parts = value.get("fields", value.get("elements"))
    if parts is None:
        yield path, value
    for i, part in enumerate(parts or ()):
        yield from leaves(part, path + (".%s" % part["name"] if "fields" in value else "[%d]" % i))


def shown(value):
    """What is said of it, wherever it is."""
    return {key: value[key] for key in ("absent", "known", "value", "text") if key in value}


def known(vbits):
    """How many digits of a value's bytes are known."""
    return sum(digit == "0" for digit in vbits)


def problem_of(value, vbits):
    """vbits: in hexadecimal; of a bit field only its own are not 0."""
    undefined = value.get("absent") == "uninitialised"
    if undefined != bool(int(vbits, 16)):
        return "shown %s, V bits %s" % (json.dumps(shown(value)), vbits)
    said = value.get("known", "")
    if undefined and "bit_size" in value:
        if said.count("?") not in (0, int(vbits, 16).bit_count()):
            return "known %r, V bits %s" % (said, vbits)
    elif undefined and len(said) - said.count("?") != known(vbits):
        return "known %r, V bits %s" % (said, vbits)
    return None


def compare(returned, kept, witness):
    """Problems, and how many parts were compared."""
    problems, n = [], 0
    for name, lines in witness.items():
        if name not in returned:
            continue
        ours, stored = dict(leaves(returned[name])), dict(leaves(kept[name]))
        for path in ours:
            if shown(ours[path]) != shown(stored[path]):
                problems.append("f_%s%s: %r, stored %r" % (name, path, shown(ours[path]),
                                                           shown(stored[path])))
        for path, vbits in lines.items():
            problem = problem_of(ours[path], vbits) if path in ours else "not shown"
            problems += ["f_%s%s: %s" % (name, path, problem)] if problem else []
            n += 1
    return problems, n


def read_witness(text):
    found = {}
    for name, path, vbits in re.findall(r"^(\w+)(\S*) ([0-9a-f]+)$", text, re.M):
        found.setdefault(name, {})[path] = vbits
    return found


def read_steps(text):
    """What each f_NAME returned, and each r_NAME in the end."""
    returned, kept = {}, {}
    for line in text.splitlines():
        step = json.loads(line)
        if step.get("function", "").startswith("f_") and "returned" in step:
            returned[step["function"][2:]] = step["returned"]
        if step.get("function") == "done":
            kept = {v["name"][2:]: v for v in step["globals"] if v["name"].startswith("r_")}
    return returned, kept


def check(run, tools, work, source, compiler, level, flags):
    """Problems, and how many parts; tools: (valgrind, spp-post, a folder of headers)."""
    valgrind, spp_post, headers = tools
    program = "%s %s -%s" % (os.path.basename(source), compiler, level)
    exe = os.path.join(work, "undefined_" + re.sub(r"\W", "_", program))
    run([compiler, "-g", "-" + level, "-w", "-I" + headers, "-o", exe, source] + flags)
    witness = read_witness(run([valgrind, "-q", exe]).stdout.decode())
    run([valgrind, "-q", "--tool=sppgrind", "--sppgrind-out-file=" + exe + ".spp", exe])
    steps = run([spp_post, "steps", "--max-steps=0", exe + ".spp"]).stdout.decode()
    returned, kept = read_steps(steps)
    problems, n = compare(returned, kept, witness)
    if level == "O0" and set(returned) & set(witness) != set(witness):
        problems.append("not returned: %s" % sorted(set(witness) - set(returned)))
    if not any(int(vbits, 16) for lines in witness.values() for vbits in lines.values()):
        problems.append("nothing is undefined")
    return ["%s: %s" % (program, p) for p in problems], n


def sources(here, wanted):
    every = sorted(glob.glob(os.path.join(here, "undefined", "*.c")))
    return [s for s in every if not wanted or os.path.basename(s)[:-2] in wanted]


def check_all(run, tools, work, here, wanted):
    """(problems, parts) of each build."""
    for source in sources(here, wanted):
        for i, compiler in enumerate(("gcc", "clang")):
            for j, level in enumerate(("O0", "O2")):
                try:
                    yield check(run, tools, work, source, compiler, level, FLAGS[(i + j) % 2])
                except (subprocess.SubprocessError, OSError, ValueError, KeyError) as fault:
                    yield ["%s %s -%s: %r %s" % (os.path.basename(source), compiler, level, fault, (
                        getattr(fault, "stderr", b"") or b"")[-300:])], 0
