"""Containers in the comparison: what gdb's pretty-printers showed against what is shown of ours.
regtest/containers compares the same way, at fewer places and with more containers."""

import importlib.machinery
import importlib.util
import os

TESTS = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..")


def load_tests():
    os.environ.setdefault("TOP", os.path.dirname(TESTS))
    os.environ.setdefault("OUT", "")
    os.environ.setdefault("BUILD", "")
    loader = importlib.machinery.SourceFileLoader("containers_run",
                                                  os.path.join(TESTS, "containers", "run"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("containers_run", loader))
    loader.exec_module(module)
    return module


tests = load_tests()
Fault = tests.Fault


def wide_text(raw, width):
    """Characters of 2 or 4 bytes as spp-post shows them."""
    return tests.wide_text([int.from_bytes(raw[i:i + width], "little")
                            for i in range(0, len(raw), width)], width)


def of(stop):
    """Of a stop of gdb: (address, type) -> node."""
    return {tuple(entry[:2]): entry[2] for entry in stop["contents"]}


def merge(a, b):
    """What both runs of gdb show; unknown where they differ: that was not written."""
    if a.keys() != b.keys():
        return {"unknown": "not written"}
    if "list" in a:
        if len(a["list"]) != len(b["list"]):
            return {"unknown": "not written"}
        return dict(a, list=[merge(x, y) for x, y in zip(a["list"], b["list"])])
    if a.get("to") and b.get("to"):
        a, b = dict(a, to=merge(a["to"], b["to"])), dict(b, to=None)
        return a if dict(a, to=None) == b else {"unknown": "not written"}
    return a if a == b else {"unknown": "not written"}


class Shown:
    """Ours at one step.  Where everything is is only looked up when a container asks for it."""

    def __init__(self, step):
        self.step, self.values = step, None

    def everything(self):
        if self.values is None:
            self.values = tests.Step(self.step)
            variables = [v for frame in self.step["frames"] for v in frame["locals"]]
            for value in self.step.get("globals", []):
                self.values.note(value)
            for value in variables + self.step.get("globals", []):
                self.values.note(value.get("refers_to", value))
        return self.values

    def at(self, address):
        """Values at an address."""
        return self.everything().at.get(hex(address), [])

    def compare_node(self, node, value, name):
        """How many leaves were compared; a Fault where they differ."""
        try:
            return self.everything().compare(node, value, name)
        except (KeyError, TypeError, ValueError) as error:
            raise Fault("%s: %r: gdb has %s, ours %.300s" % (name, error, node, value))
