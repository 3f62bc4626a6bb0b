"""Reads profile.proto, as google/pprof describes it, and checks what each message refers to."""
import collections
import gzip

SAMPLE_TYPE, SAMPLE, MAPPING, LOCATION, FUNCTION, STRING, DEFAULT_TYPE = 1, 2, 3, 4, 5, 6, 14
Frame = collections.namedtuple("Frame", "function file line is_inlined")
Sample = collections.namedtuple("Sample", "values frames label address mapping")


def varint(data, at):
    number = shift = 0
    while True:
        byte = data[at]
        number |= (byte & 0x7f) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return number, at


def fields_of(data):
    """By number of the field, its values in order."""
    fields, at = collections.defaultdict(list), 0
    while at < len(data):
        key, at = varint(data, at)
        value, at = varint(data, at)
        if key & 7 == 2:
            assert at + value <= len(data), "a field is longer than its message"
            value, at = data[at:at + value], at + value
        else:
            assert key & 7 == 0, "a kind of field that profile.proto has not"
        fields[key >> 3].append(value)
    return fields


def packed(data):
    numbers, at = [], 0
    while at < len(data):
        number, at = varint(data, at)
        numbers.append(number)
    return numbers


class Profile:
    def __init__(self, data):
        self.fields = fields_of(gzip.decompress(data))
        self.strings = [s.decode() for s in self.fields[STRING]]
        assert self.strings[0] == "" and len(set(self.strings)) == len(self.strings)
        self.types = [self.type_of(fields_of(t)) for t in self.fields[SAMPLE_TYPE]]
        self.default = self.strings[self.fields[DEFAULT_TYPE][0]]
        self.mappings = self.by_id(MAPPING)
        self.functions = self.by_id(FUNCTION)
        self.locations = self.by_id(LOCATION)
        self.samples = [self.sample_of(fields_of(s)) for s in self.fields[SAMPLE]]

    def by_id(self, field):
        messages = [fields_of(m) for m in self.fields[field]]
        found = {m[1][0]: m for m in messages}
        assert len(found) == len(messages) and 0 not in found, "ids are unique, and not 0"
        return found

    def type_of(self, fields):
        return self.strings[fields[1][0]], self.strings[fields[2][0]]

    def frames_of(self, location):
        """The innermost first."""
        lines = [fields_of(line) for line in self.locations[location][4]]
        assert lines, "a location without a function"
        for i, line in enumerate(lines):
            function = self.functions[line[1][0]]
            file = self.strings[function[4][0]] if function[4] else ""
            yield Frame(self.strings[function[2][0]], file, (line[2] or [0])[0],
                        i + 1 < len(lines))

    def label_of(self, sample):
        labels = [fields_of(label) for label in sample[3]]
        return {self.strings[label[1][0]]: self.strings[label[2][0]] for label in labels}

    def sample_of(self, sample):
        values, locations = packed(sample[2][0]), packed(sample[1][0])
        assert len(values) == len(self.types) and locations
        leaf = self.locations[locations[0]]
        mapping = self.mappings[leaf[2][0]] if leaf[2] else None
        address = leaf[3][0] if leaf[3] else None
        if mapping and address:
            assert mapping[2][0] <= address < mapping[3][0], "an address outside of its mapping"
        return Sample(dict(zip((name for name, _ in self.types), values)),
                      [frame for location in locations for frame in self.frames_of(location)],
                      self.label_of(sample), address, mapping)

    def total(self, name):
        return sum(sample.values[name] for sample in self.samples)
