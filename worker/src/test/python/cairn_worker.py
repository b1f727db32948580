"""A client of Cairn's database worker, of the standard library alone.

It is written from docs/worker-protocol.md and shares no code with Cairn.
"""

import os
import socket
import struct

MAGIC = b"CAIRN\0\1\n"
VERSION = 1

HELLO, PREPARE, CLOSE_STATEMENT, EXECUTE, QUERY, BATCH, PIPELINE, FETCH = range(0x01, 0x09)
CLOSE_CURSOR, BEGIN, COMMIT, ROLLBACK, SAVEPOINT, CANCEL, RESOLVE = range(0x09, 0x10)
INSPECT, PERFORM, PING, STATUS, SHUTDOWN, METRICS = range(0x10, 0x16)
WELCOME, COMPLETE, FAILURE, ROWS, PROGRESS, DOCUMENT, PIPELINE_RESULT, RESOLUTION = range(0x81, 0x89)

MORE, FIRST, LAST = 0x01, 0x02, 0x04
STATES = ("idle", "read", "write", "failed")


class WorkerError(Exception):
    """What the worker answered instead of doing it."""

    def __init__(self, code, sqlstate, message, details):
        super().__init__(f"{code} ({sqlstate}): {message}")
        self.code = code
        self.sqlstate = sqlstate
        self.details = details


def number(value):
    """An unsigned whole number as LEB128."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def signed(value):
    """A whole number of either sign: zig-zag, then LEB128."""
    return number(value << 1 if value >= 0 else (-value << 1) - 1)


def blob(value):
    return number(len(value)) + value


def text(value):
    return blob(value.encode("utf-8"))


def value_bytes(value):
    if value is None:
        return b"\0"
    if isinstance(value, int):
        return b"\1" + signed(int(value))
    if isinstance(value, float):
        return b"\2" + struct.pack(">d", value)
    if isinstance(value, str):
        return b"\3" + text(value)
    return b"\4" + blob(bytes(value))


def values_bytes(values):
    return number(len(values)) + b"".join(map(value_bytes, values))


class Body:
    """Reads the body of a message."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def more(self):
        return self.at < len(self.data)

    def octet(self):
        self.at += 1
        return self.data[self.at - 1]

    def number(self):
        result = shift = 0
        while True:
            octet = self.octet()
            result |= (octet & 0x7F) << shift
            if octet < 0x80:
                return result
            shift += 7

    def signed(self):
        value = self.number()
        return value >> 1 if value & 1 == 0 else -(value >> 1) - 1

    def take(self, count):
        self.at += count
        return self.data[self.at - count:self.at]

    def blob(self):
        return self.take(self.number())

    def text(self):
        return self.blob().decode("utf-8")

    def texts(self):
        return [self.text() for _ in range(self.number())]

    def value(self):
        tag = self.octet()
        if tag == 0:
            return None
        if tag == 1:
            return self.signed()
        if tag == 2:
            return struct.unpack(">d", self.take(8))[0]
        if tag == 3:
            return self.text()
        return self.blob()


class Session:
    """One conversation with a worker."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.input = self.socket.makefile("rb")
        self.state = "idle"
        self.request = 0
        self.statements = {}
        hello = number(VERSION) + number(VERSION) + text("python") + number(os.getpid())
        self.send_raw(MAGIC + self.frame(HELLO, hello + text("test") + number(0)))
        _, _, body = self.receive()
        self.version = body.number()
        self.worker = body.number()
        self.epoch = body.text()
        self.number = body.number()
        self.cancel_key = body.text()
        self.engine = body.text()
        self.location = body.text()
        self.program = body.text()
        self.limits = [body.number() for _ in range(9)]
        self.capabilities = body.texts()

    def frame(self, kind, body, flags=0):
        return struct.pack(">IBBI", len(body) + 6, kind, flags, self.request) + body

    def send_raw(self, data):
        self.socket.sendall(data)

    def send(self, kind, body=b""):
        self.request += 1
        self.send_raw(self.frame(kind, body))

    def receive(self):
        """The next message: its kind, its flags and its body."""
        data = b""
        while True:
            header = self.input.read(10)
            if len(header) < 10:
                raise EOFError("the worker is gone")
            length, kind, flags, _ = struct.unpack(">IBBI", header)
            data += self.input.read(length - 6)
            if not flags & MORE:
                break
        self.state = STATES[flags >> 4 & 3]
        body = Body(data)
        if kind == FAILURE:
            raise WorkerError(body.text(), body.text(), body.text(), body.texts())
        return kind, flags, body

    def call(self, kind, body=b""):
        self.send(kind, body)
        return self.receive()[2]

    def statement(self, sql):
        known = self.statements.get(sql)
        if known:
            return number(known) + b"\0"
        self.statements[sql] = len(self.statements) + 1
        return number(len(self.statements)) + b"\1" + text(sql)

    def execute(self, sql, *values, key="", timeout=0):
        body = self.call(
            EXECUTE, self.statement(sql) + number(timeout) + text(key) + values_bytes(values))
        return body.number(), body.signed()

    def batch(self, sql, rows, key=""):
        body = self.statement(sql) + number(0) + text(key) + number(len(rows))
        body = self.call(BATCH, body + b"".join(map(values_bytes, rows)))
        return body.number(), body.signed()

    def query(self, sql, *values, timeout=0):
        """All rows, one after the other; one frame more is allowed for each that came."""
        self.send(QUERY, self.statement(sql) + number(timeout) + number(2) + values_bytes(values))
        cursor = self.request
        columns = 0
        while True:
            _, flags, body = self.receive()
            if flags & FIRST:
                columns = len(body.texts())
            while body.more():
                yield tuple(body.value() for _ in range(columns))
            if flags & LAST:
                return
            self.send(FETCH, number(cursor) + number(1))

    def begin(self, write=True, wait=0, lease=0):
        self.call(BEGIN, bytes([write]) + number(wait) + number(lease))

    def commit(self, key=""):
        self.call(COMMIT, text(key))

    def rollback(self):
        self.call(ROLLBACK)

    def savepoint(self, action, name):
        self.call(SAVEPOINT, bytes([("set", "release", "rollback").index(action)]) + text(name))

    def resolve(self, key):
        body = self.call(RESOLVE, text(key))
        return body.octet() == 1, body.number(), body.signed()

    def pipeline(self, steps):
        """Runs steps of (condition, kind, body) and returns 'done', 'failed' or 'skipped' for each."""
        body = number(len(steps))
        for condition, kind, step in steps:
            body += bytes([condition, kind]) + step
        body = self.call(PIPELINE, body)
        outcomes = []
        for _ in range(body.number()):
            outcome = ("done", "failed", "skipped")[body.octet()]
            if outcome == "done":
                body.number(), body.signed()
            elif outcome == "failed":
                body.text(), body.text(), body.text(), body.texts()
            outcomes.append(outcome)
        return outcomes

    def document(self, kind):
        return self.call(kind).text()

    def close(self):
        self.input.close()
        self.socket.close()


def cancel(path, key, request=0):
    """Stops what another session does, over a connection of its own."""
    with socket.socket(socket.AF_UNIX) as side:
        side.connect(path)
        body = text(key) + number(request)
        side.sendall(MAGIC + struct.pack(">IBBI", len(body) + 6, CANCEL, 0, 0) + body)
        side.recv(64)
