"""Appends to a list in a transaction that is never committed, says so, and waits to be killed or stopped.

Usage: hold_list.py SOCKET
"""

import sys

from cairn_worker import Session

session = Session(sys.argv[1])
session.begin()
session.execute("INSERT INTO list(key, v) VALUES (0, -1)")
print("holding", flush=True)
sys.stdin.readline()
