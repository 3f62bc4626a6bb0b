"""For gdb: steps through main with next and writes, for each stop, the line and what its variables
are, as JSON to the file of $STOPS."""
import json
import os

import gdb

NAMES = "i", "k", "sum", "half", "c", "square"


def values():
    frame, found = gdb.selected_frame(), {}
    for name in NAMES:
        try:
            value = frame.read_var(name)
        except ValueError:              # not in scope
            continue
        found[name] = float(value) if value.type.code == gdb.TYPE_CODE_FLT else int(value)
    return found


gdb.execute("set pagination off")
gdb.execute("set debuginfod enabled off")
gdb.execute("start", to_string=True)
stops = []
while gdb.selected_frame().name() == "main":
    stops.append((gdb.selected_frame().find_sal().line, values()))
    gdb.execute("next", to_string=True)
with open(os.environ["STOPS"], "w") as file:
    json.dump(stops, file)
gdb.execute("kill")
