"""Brings a session into a state, says so, and waits to be killed or stopped.

Usage: client_in_state.py SOCKET STATE
STATE is idle, half-frame, half-batch, writing, reading, rows or waiting. After a line on standard input a client with
open rows reads the rest of them and prints how many there were in all.
"""

import sys

from cairn_worker import BATCH, EXECUTE, Session, number, text, values_bytes

session = Session(sys.argv[1])
state = sys.argv[2]
rows = iter(())
count = 0


def ready():
    print("ready", flush=True)


def begin_message(kind, body, sent):
    """Sends the first bytes of a message only."""
    session.request += 1
    session.send_raw(session.frame(kind, body)[:sent])


if state == "half-frame":
    begin_message(EXECUTE, b"\1\1" + text("INSERT INTO t(v) VALUES ('phantom')"), 9)
elif state == "half-batch":
    batch = session.statement("INSERT INTO t(v) VALUES (?)") + number(0) + text("") + number(50_000)
    batch += b"".join(values_bytes(["phantom"]) for _ in range(50_000))
    begin_message(BATCH, batch, len(batch) // 2)
elif state == "writing":
    session.begin()
    session.execute("INSERT INTO t(v) VALUES (?)", "phantom")
elif state == "reading":
    session.begin(write=False)
    list(session.query("SELECT count(*) FROM t"))
elif state == "rows":
    rows = session.query("SELECT v FROM wide")
    next(rows)
    count = 1
elif state == "waiting":
    ready()
    session.begin()
    session.execute("INSERT INTO t(v) VALUES (?)", "phantom")
ready()
sys.stdin.readline()
print(count + sum(1 for _ in rows), flush=True)
