"""Differences from Memcheck that are no faults: the table in explained.txt, one a line, which
docs/definedness.md explains:

    vbits PROGRAMS FUNCTION VARIABLE        names of variables that may differ in a function
    errors PROGRAMS KIND FILE:LINE          an error that only one of the two reports

All are globs.  Each must be met by some program that it names, where all of them have run: what no
longer differs is to be taken out."""

import fnmatch
import os

HERE = os.path.dirname(os.path.abspath(__file__))


class Explained:
    def __init__(self, words):
        self.what, self.programs, self.first, self.second = words

    def explains(self, function, part, theirs):
        del theirs
        return (self.what == "vbits" and fnmatch.fnmatch(function, self.first)
                and fnmatch.fnmatch(part.name, self.second))

    def explains_error(self, kind, place):
        return (self.what == "errors" and fnmatch.fnmatch(kind, self.first)
                and fnmatch.fnmatch(place, self.second))

    def __str__(self):
        return " ".join((self.what, self.programs, self.first, self.second))


class Table:
    def __init__(self, path=os.path.join(HERE, "explained.txt")):
        with open(path) as file:
            self.rows = [Explained(line.split()) for line in file
                         if line.strip() and not line.startswith("#")]

    def for_program(self, built):
        return [row for row in self.rows
                if fnmatch.fnmatch("%s-%s-%s" % (built.program.name, built.compiler, built.level),
                                   row.programs)]
