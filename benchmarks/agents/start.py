#!/usr/bin/env python3
"""Times a start of `cairn mcp` until the answer of its first search, beside `node -e 0` and a JVM with an empty main.

usage: start.py CAIRN TREE JAVA [ROUNDS]

CAIRN is the launcher, TREE a tree that it has indexed, JAVA the launcher of a JDK 25. A database worker runs from the first round on. Prints the
median and the least time on the clock and of the processor, in milliseconds, and how long the process runs on after its input is closed.
"""
import json, os, resource, statistics, subprocess, sys, tempfile, time

CAIRN, TREE, JAVA = map(os.path.abspath, sys.argv[1:4])
ROUNDS = int(sys.argv[4]) if len(sys.argv) > 4 else 15
clock, processor, ends = {}, {}, []


def mcp():
    process = subprocess.Popen([CAIRN, "mcp"], cwd=TREE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for message in ({"id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "capabilities": {},
                                                                "clientInfo": {"name": "start", "version": "1"}}},
                    {"method": "notifications/initialized"},
                    {"id": 2, "method": "tools/call", "params": {"name": "search", "arguments": {"query": "main", "limit": 3}}}):
        process.stdin.write((json.dumps({"jsonrpc": "2.0", **message}) + "\n").encode())
        process.stdin.flush()
    while json.loads(process.stdout.readline()).get("id") != 2:
        pass
    answered = time.perf_counter()
    process.stdin.close()
    process.wait()
    ends.append(time.perf_counter() - answered)
    return answered


def ended(command):
    subprocess.run(command, check=True)
    return time.perf_counter()


with tempfile.TemporaryDirectory() as folder:
    with open(folder + "/Empty.java", "w") as file:
        file.write("class Empty { public static void main(String[] arguments) {} }\n")
    subprocess.run([os.path.join(os.path.dirname(JAVA), "javac"), "-d", folder, folder + "/Empty.java"], check=True)
    for round in range(ROUNDS + 1):
        for name, run in (("cairn mcp, first answer", mcp), ("node -e 0", lambda: ended(["node", "-e", "0"])),
                          ("a JVM with an empty main", lambda: ended([JAVA, "-cp", folder, "Empty"]))):
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            end = run()
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if round:  # The first one starts the worker.
                clock.setdefault(name, []).append((end - start) * 1000)
                processor.setdefault(name, []).append(
                    (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
for name in clock:
    print(f"{name}: clock {statistics.median(clock[name]):.0f} ({min(clock[name]):.0f}) ms, "
          f"processor {statistics.median(processor[name]):.0f} ({min(processor[name]):.0f}) ms, {len(clock[name])} starts")
print(f"ended {statistics.median(ends[1:]) * 1000:.0f} ms after its input was closed (at most {max(ends[1:]) * 1000:.0f} ms)")
