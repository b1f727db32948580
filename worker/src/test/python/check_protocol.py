"""Speaks with a worker in every way that the protocol has, and checks the answers.

Usage: check_protocol.py SOCKET
"""

import json
import math
import struct
import sys
import threading
import time

import cairn_worker as worker
from cairn_worker import Session, WorkerError


def expect_error(code, call):
    try:
        call()
    except WorkerError as error:
        assert error.code == code, error
        return error
    raise AssertionError(f"{code} was expected")


def check_values(session):
    values = [
        None, 0, -1, 2**63 - 1, -2**63, 1.5, -0.0, 5e-324, math.inf, -math.inf,
        "", "a\0b", "\U0001F600\uFFFF", "x" * 300_000, b"", bytes(range(256)) * 1000]
    session.execute("CREATE TABLE v(id INTEGER PRIMARY KEY, x)")
    for value in values:
        session.execute("INSERT INTO v(x) VALUES (?)", value)
    read = [row[0] for row in session.query("SELECT x FROM v ORDER BY id")]
    assert [type(value) for value in read] == [type(value) for value in values]
    assert read == values
    assert struct.pack(">d", read[6]) == struct.pack(">d", -0.0)


def check_transactions(session, other):
    session.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, x UNIQUE)")
    session.begin()
    assert session.state == "write"
    assert session.execute("INSERT INTO t(x) VALUES (?)", 1) == (1, 1)
    session.savepoint("set", "s")
    session.execute("INSERT INTO t(x) VALUES (2)")
    session.savepoint("rollback", "s")
    session.savepoint("release", "s")
    assert list(other.query("SELECT count(*) FROM t")) == [(0,)]
    session.commit()
    assert session.state == "idle"
    assert list(other.query("SELECT x FROM t")) == [(1,)]
    expect_error("CONSTRAINT", lambda: session.execute("INSERT INTO t(x) VALUES (1)"))
    session.begin()
    expect_error("CONSTRAINT", lambda: session.execute("INSERT OR ROLLBACK INTO t(x) VALUES (1)"))
    assert session.state == "failed"
    expect_error("TRANSACTION_FAILED", lambda: session.execute("INSERT INTO t(x) VALUES (9)"))
    session.rollback()
    assert session.state == "idle"


def check_batches_and_rows(session):
    session.execute("CREATE TABLE b(id INTEGER PRIMARY KEY, x)")
    rows = [(i, "row %d" % i) for i in range(1, 20_001)]
    assert session.batch("INSERT INTO b VALUES (?,?)", rows) == (20_000, 20_000)
    assert list(session.query("SELECT id, x FROM b ORDER BY id")) == rows
    expect_error("CONSTRAINT", lambda: session.batch("INSERT INTO b VALUES (?,?)", [(0, 0), (1, 1)]))
    assert list(session.query("SELECT count(*) FROM b")) == [(20_000,)]


def check_pipeline(session):
    insert = session.statement("INSERT INTO t(x) VALUES (?)")
    known = insert[:1] + b"\0"

    def step(statement, value):
        return statement + worker.number(0) + worker.text("") + worker.values_bytes([value])

    begin = b"\1" + worker.number(0) + worker.number(0)
    outcomes = session.pipeline([
        (0, worker.BEGIN, begin),
        (1, worker.EXECUTE, step(insert, 100)),
        (1, worker.EXECUTE, step(known, 100)),
        (1, worker.COMMIT, worker.text("")),
        (2, worker.ROLLBACK, b""),
    ])
    assert outcomes == ["done", "done", "failed", "skipped", "done"], outcomes
    assert session.state == "idle"
    assert list(session.query("SELECT count(*) FROM t WHERE x = 100")) == [(0,)]


def check_keys(session):
    session.execute("INSERT INTO t(x) VALUES (50)", key="fifty")
    assert session.resolve("fifty")[0]
    assert not session.resolve("never")[0]
    expect_error("BUSY", lambda: session.execute("INSERT INTO t(x) VALUES (51)", key="never"))
    session.begin()
    session.execute("INSERT INTO t(x) VALUES (52)")
    session.commit(key="fifty-two")
    assert session.resolve("fifty-two")[0]


def check_cancel(session, path):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n"
    threading.Timer(0.05, lambda: worker.cancel(path, session.cancel_key)).start()
    start = time.monotonic()
    expect_error("CANCELLED", lambda: list(session.query(endless)))
    assert time.monotonic() - start < 5
    expect_error("TIMEOUT", lambda: list(session.query(endless, timeout=50)))
    assert list(session.query("SELECT 1")) == [(1,)]


def check_limits(path):
    expect_error("FORBIDDEN", lambda: Session(path).execute("ATTACH 'x' AS y"))
    expect_error("INVALID_STATEMENT", lambda: Session(path).execute("SELECT 1; SELECT 2"))
    broken = Session(path)
    broken.send_raw(struct.pack(">IBBI", 0xFFFFFFFF, worker.PING, 0, 1))
    expect_error("TOO_LARGE", broken.receive)
    unknown = Session(path)
    unknown.send_raw(struct.pack(">IBBI", 6, 0x7F, 0, 1))
    expect_error("PROTOCOL", unknown.receive)
    try:
        unknown.receive()
        raise AssertionError("the session goes on after a broken frame")
    except (EOFError, ConnectionResetError):
        pass


def main(path):
    session, other = Session(path), Session(path)
    assert session.version == 1 and session.epoch == other.epoch
    assert session.engine.startswith("3.") and session.cancel_key != other.cancel_key
    check_values(session)
    check_transactions(session, other)
    check_batches_and_rows(session)
    check_pipeline(session)
    check_keys(session)
    check_cancel(session, path)
    check_limits(path)
    session.call(worker.PING)
    status = json.loads(session.document(worker.STATUS))
    assert status["process"] == session.worker and status["state"] == "running"
    assert "cairn_worker_requests_seconds_count" in session.document(worker.METRICS)
    schema = json.loads(session.document(worker.INSPECT))
    assert {table["name"] for table in schema["tables"]} == {"v", "t", "b"}
    print("ok")


main(sys.argv[1])
