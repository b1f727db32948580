#!/usr/bin/env python3
"""Measures the page of a running 'cairn serve': time to the first byte, bytes of a page, and 50 requests at once.

Input: the address of the page, and the folder that is served (its files are those that git tracks).
Output: a line for each kind of page. Exit: 1 when an answer is not 200.
"""
import concurrent.futures
import http.client
import random
import re
import subprocess
import sys
import time
import urllib.parse

PAGES = 200
AT_ONCE = 50


def get(address, path):
    host = urllib.parse.urlsplit(address).netloc
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.connect()
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    first = time.perf_counter() - start
    sent = len(answer.read())
    connection.close()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status}")
    return first * 1000, sent


def report(name, address, paths):
    for path in paths[:20]:
        get(address, path)
    measured = sorted(get(address, path) for path in paths)
    times = [first for first, _ in measured]
    sizes = sorted(sent for _, sent in measured)
    at = lambda values, share: values[min(len(values) - 1, int(len(values) * share))]
    print(
        f"{name:8} {len(paths)} pages: first byte median {at(times, .5):.0f} ms, p95 {at(times, .95):.0f} ms, "
        f"most {times[-1]:.0f} ms; sent p95 {at(sizes, .95) / 1000:.0f} kB, most {sizes[-1] / 1000:.0f} kB"
    )


def main():
    address, folder = sys.argv[1:3]
    chance = random.Random(23)
    files = subprocess.run(["git", "-C", folder, "ls-files"], capture_output=True, text=True, check=True).stdout.split("\n")
    code = [path for path in files if path.endswith((".java", ".py", ".go", ".ts", ".c", ".cpp", ".rs", ".kt"))]
    chosen = [chance.choice(code) for _ in range(PAGES)]
    words = [re.sub(r"\.\w+$", "", path.rsplit("/", 1)[-1]) for path in chosen]
    searches = ["/search?q=" + urllib.parse.quote(word) for word in words]
    pages = ["/file?path=" + urllib.parse.quote(path) for path in chosen]
    report("search", address, searches)
    report("file", address, pages)
    start = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        times = sorted(first for first, _ in pool.map(lambda path: get(address, path), (searches + pages)[:: 2 * PAGES // AT_ONCE]))
    print(f"at once  {len(times)} requests in {time.perf_counter() - start:.2f} s, none failed; slowest first byte {times[-1]:.0f} ms")


main()
