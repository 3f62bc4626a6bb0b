#!/usr/bin/env python3
"""The examples of docs/values.md: compiled, recorded, and compared with the tables below them.

A fenced block of C or C++ is an example; what stands behind its last blank line is the body of
main, and the words behind "c" or "cpp" are options of spp-post and of the compiler (-O...).  Each
row of the table that follows names a variable and says what steps and opt show of it, as JSON, in
the last step of main, or at the line with the comment "// here".  Keys and cells that are
left out are not compared; "@" is any address."""
import json
import os
import re
import subprocess
import sys

TOP, OUT, BUILD = (os.environ[name] for name in ("TOP", "OUT", "BUILD"))
WORK = os.path.join(BUILD, "test-work", "docs", "values")
FENCE = re.compile(r"^```(c|cpp)\b([^\n]*)\n(.*?)^```\n(.*?)(?=^```|^#|\Z)", re.M | re.S)
ROW = re.compile(r"^\| `(.+?)` \| `(.+?)` \| (?:`(.+?)`)? ?\|$", re.M)


def run(command, **more):
    return subprocess.run(command, capture_output=True, timeout=120, cwd=WORK, **more)


def program(code):
    outside, _, body = code.rstrip("\n").rpartition("\n\n")
    if body.lstrip().startswith("int main"):
        return code
    return outside + "\nint main()\n{\n" + body + "\nreturn 0;\n}\n"


def recorded(name, language, code, options):
    source = os.path.join(WORK, name + (".c" if language == "c" else ".cpp"))
    with open(source, "w", encoding="utf-8") as file:
        file.write(program(code))
    flags = [option for option in options if re.match(r"-[a-zO]", option)] or ["-O0"]
    compiler = ["gcc", "-std=gnu17"] if language == "c" else ["g++", "-std=c++20"]
    made = run(compiler + ["-w", "-g"] + flags + ["-o", name, source, "-lm"])
    if made.returncode:
        raise SystemExit("docs/values.md: an example does not compile:\n" + made.stderr.decode())
    run([os.path.join(OUT, "bin/valgrind"), "-q", "--tool=sppgrind",
         "--sppgrind-out-file=" + name + ".spp", "./" + name], stdin=subprocess.DEVNULL)
    return source


def here(source):
    with open(source, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if "// here" in line:
                return number
    return None


def converted(name, form, options):
    kept = [option for option in options if option.startswith("--")]
    result = run([os.path.join(OUT, "bin/spp-post"), form, *kept, name + ".spp"])
    return result.stdout.decode()


def chosen(steps, function, line):
    """Without a line, the last one that main comes to, before its objects are destroyed there."""
    if line:
        return [s for s in steps if s["line"] == line][-1]
    at = [s for s in steps if s[function] == "main"]
    while len(at) > 1 and at[-2]["line"] == at[-1]["line"]:
        at.pop()
    return at[-1]


def values_of_steps(text, line):
    step = chosen([json.loads(row) for row in text.splitlines()], "function", line)
    found = {}
    for value in step["globals"] + step["frames"][-1]["locals"]:
        found[value["name"]] = value
    for number, block in enumerate(step["heap"], 1):
        found["block %d" % number] = block
    return found


def values_of_opt(text, line):
    entries = [e for e in json.loads(text)["trace"] if e["stack_to_render"]]
    entry = chosen(entries, "func_name", line)
    found = dict(entry["globals"])
    for name, value in entry["stack_to_render"][-1]["encoded_locals"].items():
        found[name.split(" (static")[0]] = value
    for number, key in enumerate(entry["heap"], 1):
        found["block %d" % number] = entry["heap"][key]
    return found


def holds(wanted, got):
    if isinstance(wanted, str) and wanted.startswith("@"):
        return isinstance(got, str) and re.fullmatch("0x[0-9a-f]+" + re.escape(wanted[1:]), got)
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(k in got and holds(v, got[k]) for k, v in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all(map(holds, wanted, got))
    return type(wanted) is type(got) and wanted == got


def examples(page):
    for number, match in enumerate(FENCE.finditer(page), 1):
        language, options, code, below = match.groups()
        yield "example%d" % number, language, options.split(), code, below


def shown(name, language, options, code):
    source = recorded(name, language, code, options)
    line = here(source)
    return (values_of_steps(converted(name, "steps", options), line),
            values_of_opt(converted(name, "opt", options), line))


def check(name, language, options, code, below):
    rows = [[cell.replace("\\|", "|") for cell in row] for row in ROW.findall(below)]
    if not rows or len(rows) != below.count("\n| `"):
        return ["an example has no table, or one with a row that cannot be read:\n" + code]
    results, wrong = shown(name, language, options, code), []
    for variable, *cells in rows:
        for form, cell, values in zip(("steps", "opt"), cells, results):
            got = values.get(variable)
            if not cell:
                continue
            if got is None or not holds(json.loads(cell), got):
                wrong.append("%s in %s is %s\n    and not %s" % (variable, form, json.dumps(got), cell))
    return wrong


def main():
    os.makedirs(WORK, exist_ok=True)
    with open(os.path.join(TOP, "docs/values.md"), encoding="utf-8") as file:
        page = file.read()
    wrong, count = [], 0
    for example in examples(page):
        wrong += check(*example)
        count += 1
    for line in wrong:
        print(line)
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
