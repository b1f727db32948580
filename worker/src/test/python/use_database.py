"""Another program on a database file: it knows nothing of the worker that owns it.

Usage: use_database.py FILE
For each line on standard input, in turn: begins a transaction, inserts a row and says "locked"; commits and says
"committed".
"""

import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
for _ in sys.stdin:
    if connection.in_transaction:
        connection.execute("COMMIT")
        print("committed", flush=True)
    else:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t(v) VALUES ('foreign')")
        print("locked", flush=True)
