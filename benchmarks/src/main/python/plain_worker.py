"""A database worker written the plain way: four bytes of length, JSON, a thread for each client.

Usage: plain_worker.py SOCKET DATABASE
"""

import json
import socketserver
import sqlite3
import struct
import sys


class Client(socketserver.StreamRequestHandler):
    def handle(self):
        connection = sqlite3.connect(sys.argv[2], timeout=5, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        while header := self.rfile.read(4):
            request = json.loads(self.rfile.read(struct.unpack(">I", header)[0]))
            try:
                answer = self.answer(connection, request)
            except sqlite3.Error as error:
                answer = {"error": str(error)}
            data = json.dumps(answer).encode()
            self.wfile.write(struct.pack(">I", len(data)) + data)

    @staticmethod
    def answer(connection, request):
        if "rows" in request:
            connection.execute("BEGIN IMMEDIATE")
            cursor = connection.executemany(request["sql"], request["rows"])
            connection.execute("COMMIT")
            return {"changed": cursor.rowcount}
        cursor = connection.execute(request["sql"], request["values"])
        if cursor.description:
            return {"rows": cursor.fetchall()}
        return {"changed": cursor.rowcount}


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 64


with Server(sys.argv[1], Client) as server:
    print("ready", flush=True)
    server.serve_forever()
