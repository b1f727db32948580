"""Times whole commands of a distribution, from the start of the process to its end, in an empty folder.

Usage: command_times.py DISTRIBUTION [RUNS]
Prints the medians in milliseconds as a table: a JVM that does nothing, commands against a running worker, the
first command after a stop, which starts the worker, and how long that command waited until the worker answered.
"""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

distribution = pathlib.Path(sys.argv[1]).resolve()
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 15
cairn = str(distribution / "bin" / "cairn")
java = pathlib.Path((distribution / "lib" / "java-home").read_text().strip()) / "bin" / "java"


def run(*command, environment=None):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return (time.perf_counter() - start) * 1000


def median(*command, before=()):
    times = []
    for _ in range(runs):
        if before:
            run(*before)
        times.append(run(*command))
    return statistics.median(times)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    pathlib.Path("Nothing.java").write_text("class Nothing { public static void main(String[] a) {} }\n")
    run(str(java.parent / "javac"), "Nothing.java")
    run(cairn, "index", ".")
    rows = [
        ("a JVM that does nothing", median(str(java), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", ".", "Nothing")),
        ("`cairn --version`, without a worker", median(cairn, "--version")),
        ("`cairn status`, worker running", median(cairn, "status")),
        ("`cairn search Nothing`, worker running", median(cairn, "search", "Nothing")),
        ("`cairn search Nothing`, starting the worker", median(cairn, "search", "Nothing", before=(cairn, "stop"))),
    ]
    for _ in range(runs):
        run(cairn, "stop")
        run(cairn, "search", "Nothing", environment=os.environ | {"CAIRN_LOG_LEVEL": "debug"})
    waited = re.findall(r"was ready after (\d+) ms", pathlib.Path(".cairn/logs/cairn.log").read_text())
    rows.append(("of that, until the worker was ready", statistics.median(map(int, waited))))
    rows.append(("`cairn stop`", median(cairn, "stop", before=(cairn, "search", "Nothing"))))
    print("| measured | ms | × the JVM |")
    print("| --- | --- | --- |")
    for name, millis in rows:
        print(f"| {name} | {millis:.0f} | {millis / rows[0][1]:.1f} |")
