"""Begins a transaction, writes a row that must never be seen, says so, and waits to be killed or stopped.

Usage: hold_transaction.py SOCKET VALUE
After a line on standard input it goes on with its next request and prints the code of the answer.
"""

import sys

from cairn_worker import Session, WorkerError

session = Session(sys.argv[1])
session.begin()
session.execute("INSERT INTO t(v) VALUES (?)", sys.argv[2])
print("holding", flush=True)
sys.stdin.readline()
try:
    session.execute("INSERT INTO t(v) VALUES (?)", sys.argv[2])
    print("DONE", flush=True)
except WorkerError as error:
    print(error.code, flush=True)
    session.rollback()
    print(session.state, flush=True)
