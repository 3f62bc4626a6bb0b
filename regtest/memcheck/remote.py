"""A program under Memcheck, stopped where we like and asked for its V bits: what `vgdb` relays of
gdb's remote protocol, without gdb, which takes ten times as long for each stop."""

import os
import re
import subprocess

SIGTRAP = 5
SIGNALS = ";".join("%x" % n for n in range(1, 128) if n != SIGTRAP)     # the program's own
RSP, RIP = "07", "10"
SECONDS_TO_START = 60
STARTS = 3                # tried


class Ended(RuntimeError):
    """The program has, or Valgrind."""


def vgdb_of(valgrind):
    """It is next to the Valgrind whose core files OUT has links to."""
    core = os.path.join(os.path.dirname(valgrind), "..", "libexec", "valgrind")
    real = next(os.path.realpath(os.path.join(core, f)) for f in os.listdir(core) if "core" in f)
    return os.path.join(os.path.dirname(real), "..", "..", "bin", "vgdb")


def expanded(packet):
    """Of run-length encoding: `*` and how often the character before it is repeated."""
    return re.sub(rb"(.)\*(.)", lambda m: m.group(1) * (m.group(2)[0] - 28), packet, flags=re.S)


def started(*arguments):
    """A Memcheck; the relay may have come before there was anything to talk to."""
    for left in reversed(range(STARTS)):
        try:
            return Memcheck(*arguments)
        except Ended:
            if not left:
                raise


class Memcheck:
    """One run.  Numbers of addresses are those of the process."""

    def __init__(self, valgrind, command, work, environment, stdin):
        prefix = "--vgdb-prefix=" + os.path.join(work, "vgdb")
        # At a breakpoint registers are as of that instruction only with the last option.
        words = [valgrind, "-q", "--tool=memcheck", "--vgdb=yes", "--vgdb-stop-at=startup", "--vgdb-error=99999999", prefix,
                 "--log-file=" + os.path.join(work, "memcheck.log"),
                 "--vex-iropt-register-updates=allregs-at-each-insn"]
        with open(stdin, "rb") as source, open(os.path.join(work, "memcheck.out"), "wb") as out:
            self.process = subprocess.Popen(words + command, stdin=source, stdout=out, stderr=out,
                                            cwd=work, env=environment)
        self.relay = subprocess.Popen(
            [vgdb_of(valgrind), prefix, "--wait=%d" % SECONDS_TO_START, "--pid=%d" % self.process.pid],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
        self.received = b""
        self.acknowledges = True
        try:
            self.begin()
        except Ended:
            self.end()
            raise

    def begin(self):
        self.ask("QStartNoAckMode")
        self.acknowledges = False
        self.ask("QPassSignals:" + SIGNALS)
        self.stop = self.parsed(self.ask("?"))

    # -- packets -----------------------------------------------------------------------------

    def send(self, text):
        data = text.encode()
        try:
            self.relay.stdin.write(b"$%s#%02x" % (data, sum(data) & 255))
        except BrokenPipeError:
            raise Ended from None

    def receive(self):
        while True:
            packet = re.search(rb"\$([^#]*)#..", self.received, re.S)
            if packet:
                self.received = self.received[packet.end():]
                if self.acknowledges:
                    self.relay.stdin.write(b"+")
                return expanded(packet.group(1)).decode()
            more = os.read(self.relay.stdout.fileno(), 1 << 16)
            if not more:
                raise Ended
            self.received += more

    def ask(self, text):
        self.send(text)
        return self.receive()

    def monitor(self, command):
        """What Valgrind answers to a command of gdb's `monitor`."""
        self.send("qRcmd," + command.encode().hex())
        text = ""
        while True:
            answer = self.receive()
            if answer == "OK":
                return text
            if not answer.startswith("O"):
                raise RuntimeError("%s: %s" % (command, answer))
            text += bytes.fromhex(answer[1:]).decode()

    @staticmethod
    def parsed(answer):
        """{register, "thread" or "signal": number} of a stop."""
        if not answer.startswith("T"):
            raise Ended
        fields = dict(f.split(":") for f in answer[3:].split(";") if f)
        stop = {name: int.from_bytes(bytes.fromhex(text), "little") for name, text in fields.items()
                if re.fullmatch("[0-9a-f]+", name)}
        stop["thread"], stop["signal"] = int(fields["thread"], 16), int(answer[1:3], 16)
        return stop

    # -- what a user of it needs -------------------------------------------------------------

    def break_at(self, address):
        if self.ask("Z0,%x,1" % address) != "OK":
            raise RuntimeError("no breakpoint at %#x" % address)

    def resume(self):
        """To the next breakpoint; raises Ended."""
        self.stop = self.parsed(self.ask("c"))
        while self.stop["signal"] != SIGTRAP:          # a fatal one, which cannot be passed over
            self.stop = self.parsed(self.ask("C%02x" % self.stop["signal"]))

    def read(self, address, size):
        """None: not readable."""
        answer = self.ask("m%x,%x" % (address, size))
        return None if answer.startswith("E") else bytes.fromhex(answer)

    def is_defined(self, address, size):
        """All bits of all bytes; False where a byte is not addressable, too."""
        answer = self.monitor("check_memory defined 0x%x %d" % (address, size))
        return bool(re.match(r"Address \w+ len \d+ defined$", answer, re.M))

    def vbits(self, address, size):
        """As hexadecimal, two digits a byte; "__" is a byte that is not addressable."""
        text = self.monitor("get_vbits 0x%x %d" % (address, size))
        digits = re.sub(r"Address.*|\s", "", text)
        if len(digits) != 2 * size:
            raise RuntimeError("get_vbits has said %r" % text)
        return digits

    def end(self):
        for process in (self.process, self.relay):
            process.kill()
            process.wait()
        self.relay.stdin.close()
        self.relay.stdout.close()
