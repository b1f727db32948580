#!/usr/bin/env python3
"""Edits files of a served tree at a steady rate while MCP clients ask, and prints what each has to wait for.

usage: load.py CAIRN TREE [SECONDS] [EDITS_A_SECOND] [CLIENTS]

CAIRN is the launcher; TREE is a tree of Java files that may be changed. The tree is indexed first; what is measured begins with
a warm index: the time until `cairn serve` is ready, the time from saving a file until a search finds what is new in it, the
time of an answer, and the memory of all processes together.
"""
import glob, http.client, json, os, random, statistics, subprocess, sys, threading, time, urllib.parse

CAIRN, TREE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SECONDS, RATE, CLIENTS = (int(sys.argv[i]) if len(sys.argv) > i else v for i, v in ((3, 120), (4, 5), (5, 8)))
random.seed(20)


def cairn(*words):
    return subprocess.run([CAIRN, *words], cwd=TREE, capture_output=True, text=True, check=True).stdout


class Client:
    """One session of Streamable HTTP."""
    def __init__(self, url, token):
        self.url = urllib.parse.urlparse(url)
        self.connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=60)
        self.headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json",
                        "Accept": "application/json, text/event-stream"}
        self.number = 0
        self.ask("initialize", {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "load", "version": "1"}})
        self.post({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def post(self, message):
        self.connection.request("POST", self.url.path, json.dumps(message), self.headers)
        answer = self.connection.getresponse()
        self.headers.setdefault("mcp-session-id", answer.headers.get("mcp-session-id") or "")
        return answer.read().decode()

    def ask(self, method, parameters):
        self.number += 1
        text = self.post({"jsonrpc": "2.0", "id": self.number, "method": method, "params": parameters})
        line = [one for one in text.splitlines() if one.startswith("data:")]
        return json.loads(line[-1][5:] if line else text)["result"]

    def call(self, tool, **arguments):
        return self.ask("tools/call", {"name": tool, "arguments": arguments})["content"][0]["text"]


def percentiles(name, seconds):
    if len(seconds) < 2:
        return f"{name}: {len(seconds)} samples"
    cut = statistics.quantiles(seconds, n=100)
    return (f"{name}: p50 {cut[49] * 1000:.0f} ms, p95 {cut[94] * 1000:.0f} ms, p99 {cut[98] * 1000:.0f} ms,"
            f" most {max(seconds) * 1000:.0f} ms, {len(seconds)} samples")


def usage():
    rows = [row for row in json.loads(cairn("workers", "--json"))["workers"] if row.get("memory_bytes")]
    return {row["kind"]: (row["memory_bytes"] / 1e6, row["processor_millis"] / 1e3) for row in rows}


start = time.time()
cairn("index", ".")
files = [name for name in glob.glob(TREE + "/**/*.java", recursive=True) if not name.endswith("-info.java")]
print(f"{len(files):,} Java files, indexed in {time.time() - start:.1f} s")
cairn("stop")
start = time.time()
cairn("serve", "--detach")
ready = time.time() - start
status = json.loads(cairn("status", "--json"))
doors = {door["name"]: door["address"] for door in status["server"]["doors"]}
token = open(TREE + "/.cairn/run/http.token").read().strip()
connect = lambda: Client(doors["page"] + "mcp", token)
first = time.time()
probe = connect()
probe.call("search", query="toString", limit=3)
print(f"ready {ready:.2f} s after the command, the first MCP answer {time.time() - first:.2f} s after that")
names = [os.path.basename(name)[:-5] for name in files]
stop, answers, fresh, errors = time.time() + SECONDS, [], [], []


def asking():
    client = connect()
    mine = random.Random(threading.get_ident())
    while time.time() < stop:
        name = mine.choice(names)
        tool, arguments = mine.choice([("search", {"query": name, "limit": 10}), ("symbol", {"name": name, "no_body": True}),
                                       ("references", {"name": name}), ("search", {"query": name + " get", "limit": 10})])
        start = time.time()
        try:
            client.call(tool, **arguments)
            answers.append(time.time() - start)
        except Exception as e:
            errors.append(repr(e))
        time.sleep(0.25)


def editing():
    number, begin = 0, time.time()
    while time.time() < stop:
        file = random.choice(files)
        text = open(file, errors="replace").read().rstrip()
        if text.endswith("}"):
            number += 1
            token = f"loadProbe{number}x"
            with open(file, "w") as out:
                out.write(text[:-1] + f"    void {token}() {{}}\n}}\n")
            if number % (2 * RATE) == 0:
                threading.Thread(target=finding, args=(token, time.time())).start()
        time.sleep(max(0, begin + number / RATE - time.time()))


def finding(token, saved):
    client = connect()
    while "method" not in client.call("search", query=token, limit=1):
        if time.time() - saved > 30:
            errors.append(token + " was not found within 30 s")
            return
        time.sleep(0.02)
    fresh.append(time.time() - saved)


threads = [threading.Thread(target=asking) for _ in range(CLIENTS)] + [threading.Thread(target=editing)]
before = usage()
[thread.start() for thread in threads]
time.sleep(SECONDS / 2)
middle = usage()
[thread.join() for thread in threads]
time.sleep(3)
after = usage()
print(percentiles("from saving to found", fresh))
print(percentiles("an answer", answers))
for kind in after:
    line = " -> ".join(f"{one.get(kind, (0, 0))[0]:.0f}" for one in (before, middle, after))
    print(f"{kind}: memory {line} MB, processor {after[kind][1] - before.get(kind, (0, 0))[1]:.1f} s")
print(f"all: memory {sum(v[0] for v in before.values()):.0f} -> {sum(v[0] for v in after.values()):.0f} MB; errors: {errors[:3]} ({len(errors)})")
cairn("stop")
