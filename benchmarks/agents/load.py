#!/usr/bin/env python3
"""Edits files of a served tree at a steady rate while MCP clients ask, and prints what each has to wait for.

usage: load.py CAIRN TREE [SECONDS] [EDITS_A_SECOND] [CLIENTS]

CAIRN is the launcher; TREE is a tree of Java files that may be changed. The tree is indexed first; what is measured begins with
a warm index: the time until `cairn serve` is ready, the time from saving a file until a search finds what is new in it, the
time of an answer by tool, and memory, processor time and disk writes of all processes. Status 1 if a bar of the server is missed.
"""
import glob, http.client, json, os, random, statistics, subprocess, sys, threading, time, urllib.parse

CAIRN, TREE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SECONDS, RATE, CLIENTS = (int(sys.argv[i]) if len(sys.argv) > i else v for i, v in ((3, 120), (4, 5), (5, 8)))
BARS = {"ready": 2.0, "from saving to found": 0.5, "an answer": 0.05}
random.seed(20)
missed = []


def cairn(*words):
    done = subprocess.run([CAIRN, *words], cwd=TREE, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"cairn {' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


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
        """The server closes connections that are idle, so a request on one of those is sent again on a new one."""
        try:
            self.connection.request("POST", self.url.path, json.dumps(message), self.headers)
            answer = self.connection.getresponse()
        except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
            self.connection.close()
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
    bar = BARS.get(name)
    if bar and cut[94] > bar:
        missed.append(name)
    return (f"{name}: p50 {cut[49] * 1000:.0f} ms, p95 {cut[94] * 1000:.0f} ms, p99 {cut[98] * 1000:.0f} ms,"
            f" most {max(seconds) * 1000:.0f} ms, {len(seconds)} samples")


def usage():
    """Memory, processor time and disk writes of each process of the server, from the kernel."""
    kinds = {row["process"]: row["kind"] for row in json.loads(cairn("workers", "--json"))["workers"] if row.get("process")}
    all = {}
    for process, kind in [*kinds.items(), *((child, kinds[of] + "'s child") for of in kinds for child in children(of) if child not in kinds)]:
        try:
            all[kind] = tuple(map(sum, zip(measured(process), all.get(kind, (0, 0, 0)))))
        except FileNotFoundError:
            pass  # The repair worker ends after its look, and a reader when it has been idle.
    return all


def children(process):
    """A child belongs to the thread that started it."""
    return [int(child) for file in glob.glob(f"/proc/{process}/task/*/children") for child in open(file).read().split()]


def measured(process):
    with open(f"/proc/{process}/statm") as file:
        memory = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    with open(f"/proc/{process}/io") as file:
        written = next(int(line.split()[1]) for line in file if line.startswith("write_bytes"))
    return memory, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), written / 1e6


start = time.time()
cairn("index", ".")
# A method with a body is no method in an annotation type, and package-info.java has no type.
files = [name for name in glob.glob(TREE + "/**/*.java", recursive=True)
         if not name.endswith("-info.java") and "@interface" not in open(name, errors="replace").read()]
print(f"{len(files):,} Java files, indexed in {time.time() - start:.1f} s")
cairn("stop")
start = time.time()
cairn("serve", "--detach")
ready = time.time() - start
if ready > BARS["ready"]:
    missed.append("ready")
status = json.loads(cairn("status", "--json"))
doors = {door["name"]: door["address"] for door in status["server"]["doors"]}
token = open(TREE + "/.cairn/run/http.token").read().strip()
connect = lambda: Client(doors["page"] + "mcp", token)
first = time.time()
probe = connect()
probe.call("search", query="toString", limit=3)
print(f"ready {ready:.2f} s after the command, the first MCP answer {time.time() - first:.2f} s after that", flush=True)
names = [os.path.basename(name)[:-5] for name in files]
stop, answers, fresh, errors = time.time() + SECONDS, {}, [], []


def asking():
    client = connect()
    mine = random.Random(threading.get_ident())
    while time.time() < stop:
        name = mine.choice(names)
        form, tool, arguments = mine.choice([("name", "search", {"query": name, "limit": 10}),
                                             ("symbol", "symbol", {"name": name, "no_body": True}),
                                             ("references", "references", {"name": name}),
                                             ("words", "search", {"query": name + " get", "limit": 10})])
        start = time.time()
        try:
            client.call(tool, **arguments)
            answers.setdefault(form, []).append(time.time() - start)
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
            if number % RATE == 0:
                threading.Thread(target=finding, args=(token, time.time())).start()
        time.sleep(max(0, begin + number / RATE - time.time()))


def finding(token, saved):
    client = connect()
    while "method" not in client.call("search", query=token, limit=1):
        if time.time() - saved > 30:
            errors.append(token + " was not found within 30 s")
            return
        time.sleep(0.05)
    fresh.append(time.time() - saved)


threads = [threading.Thread(target=asking) for _ in range(CLIENTS)] + [threading.Thread(target=editing)]
[thread.start() for thread in threads]
samples, began = [(0, usage())], time.time()
for quarter in range(1, 5):
    time.sleep(max(0, began + SECONDS * quarter / 4 - 1 - time.time()))
    samples.append((time.time() - began, usage()))
[thread.join() for thread in threads]
print(percentiles("from saving to found", fresh))
print(percentiles("an answer", [one for some in answers.values() for one in some]))
for form in sorted(answers):
    print("  " + percentiles(form, answers[form]))
last, before = samples[-1][1], samples[0][1]
for kind in last:
    memory = " -> ".join(f"{one.get(kind, (0,))[0]:.0f}" for _, one in samples)
    old = before.get(kind, (0, 0, 0))
    print(f"{kind}: memory {memory} MB, processor {last[kind][1] - old[1]:.1f} s, written {last[kind][2] - old[2]:.1f} MB")
print("all: memory " + " -> ".join(f"{sum(v[0] for v in one.values()):.0f}" for _, one in samples)
      + " MB at " + ", ".join(f"{at:.0f} s" for at, _ in samples) + f"; load {os.getloadavg()[0]:.1f}")
print(f"errors: {len(errors)} {errors[:3]}; bars missed: {', '.join(missed) or 'none'}")
if "--keep" not in sys.argv:
    cairn("stop")
sys.exit(1 if missed or errors else 0)
