"""speedscope's JSON, against the parts of its schema that it uses, and the numbers of folded, which
are compared with callgrind.  speedscope_page, by hand, has speedscope itself show it."""
import collections
import json

from common import compiled, converted, equal, recorded
from tests_folded import folded

EVENTS = ["instructions", "loads", "stores", "calls"]


def checked(text):
    """As file-format-schema.json of speedscope 1.25.0 has it; no other keys than are there."""
    data = json.loads(text)
    assert data["$schema"] == "https://www.speedscope.app/file-format-schema.json"
    assert set(data) <= {"$schema", "exporter", "name", "activeProfileIndex", "shared", "profiles"}
    for frame in data["shared"]["frames"]:
        assert isinstance(frame["name"], str) and set(frame) <= {"name", "file", "line", "col"}
    for profile in data["profiles"]:
        assert set(profile) == {"type", "name", "unit", "startValue", "endValue", "samples", "weights"}
        assert (profile["type"], profile["unit"], profile["startValue"]) == ("sampled", "none", 0)
        assert len(profile["samples"]) == len(profile["weights"])
        assert profile["endValue"] == sum(profile["weights"])
        assert all(0 <= i < len(data["shared"]["frames"]) for s in profile["samples"] for i in s)
    return data


def paths_of(data, profile):
    names = [frame["name"].replace(" (inlined)", "_[i]").replace(" ", "_").replace(";", ":")
             for frame in data["shared"]["frames"]]
    paths = collections.Counter()
    for sample, weight in zip(profile["samples"], profile["weights"]):
        paths[tuple(names[i] for i in sample)] += weight
    return paths


def test_paths():
    for source, flag in ("viewers/inlined.cpp", "-O2"), ("profile/bare.c", "-O0"):
        file = recorded(compiled(source, flag), "speedscope")
        data = checked(converted("speedscope", file))
        yield equal("events", [profile["name"] for profile in data["profiles"]], EVENTS)
        for profile in data["profiles"]:
            yield len(profile["samples"]) > 2 and equal(
                profile["name"], paths_of(data, profile),
                folded("--event=" + profile["name"], file))


def test_frames():
    data = checked(converted("speedscope", recorded(compiled("profile/bare.c", "-O0"), "frames")))
    frames = {frame["name"]: frame for frame in data["shared"]["frames"]}
    yield equal("each once", len(frames), len(data["shared"]["frames"]))
    yield equal("place", (frames["sort"]["file"].endswith("regtest/profile/bare.c"),
                          frames["sort"]["line"]), (True, 43))


def test_order():
    """Samples that have the beginning of their path in common follow each other."""
    data = checked(converted("speedscope", recorded(compiled("profile/bare.c", "-O2"), "order")))
    for profile in data["profiles"]:
        begun = [tuple(sample[:n + 1]) for sample in profile["samples"] for n in range(len(sample))]
        runs, last = collections.Counter(), {}
        for path in begun:
            if last.get(len(path)) != path:
                runs[path] += 1
            last[len(path)] = path
        yield equal("order of " + profile["name"], [path for path, n in runs.items() if n > 1], [])


def test_processes():
    files = [recorded(compiled("profile/bare.c", "-O2"), name) for name in ("first", "second")]
    data = checked(converted("speedscope", "--per-process", *files))
    names = [frame["name"] for frame in data["shared"]["frames"]]
    roots = {names[sample[0]] for sample in data["profiles"][0]["samples"]}
    yield equal("processes", sorted(root.split(" (")[0] for root in roots), ["bare-O2", "bare-O2"])
