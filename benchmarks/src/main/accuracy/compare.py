#!/usr/bin/env python3
"""Compares Cairn's definitions with those of each language's own parser, or of Universal Ctags where there is none here.

Usage: compare.py FOLDER DEFINITIONS LANGUAGE=COMMAND … [--samples N]
  FOLDER       the files that were read
  DEFINITIONS  what DefinitionList wrote of them
  COMMAND      the oracle: it gets the paths of the language on standard input and writes path, line, kind and name;
               `ctags:NAME` stands for Universal Ctags with that name of the language

Output: a line for each language with the share of the oracle's classes and functions that Cairn has with the same file,
line and name, and as a class or a function too; what Cairn has more; and samples of both. Files that the oracle refuses are left out.
"""

import argparse
import collections
import os
import re
import shlex
import subprocess

CLASSES = {"class", "interface", "enum", "record", "annotation", "struct", "trait", "object", "type", "module"}
FUNCTIONS = {"function", "method", "constructor"}
CTAGS_CLASSES = {"class", "interface", "enum", "struct", "union", "module", "trait", "object", "annotation", "typedef"}
CTAGS_FUNCTIONS = {"function", "method", "func", "singletonMethod", "constructor", "getter", "setter", "generator", "prototype"}


def kind_of(kind):
    return "class" if kind in CLASSES else "function" if kind in FUNCTIONS else "other"


def of_cairn(file, language):
    """Returns the definitions as {(path, line, name): kinds}, and the files."""
    found, files, problems = collections.defaultdict(set), set(), set()
    for row in open(file, encoding="utf-8", newline="\n"):
        parts = row.rstrip("\n").split("\t")
        if len(parts) != 5 or parts[0] != language:
            continue
        _, path, line, kind, name = parts
        if kind == "FILE":
            files.add(path)
        elif kind == "PROBLEM":
            problems.add(path)
        else:
            found[path, int(line), name].add(kind_of(kind))
    return found, sorted(files), problems


def of_ctags(name, folder, files):
    command = ["ctags", "--languages=" + name, "--language-force=" + name, "--kinds-C=+p", "--kinds-C++=+p",
               "-x", "--_xformat=%F\t%n\t%K\t%N", "-L", "-", "--sort=no"]
    out = subprocess.run(command, input="\n".join(files), cwd=folder, capture_output=True, text=True, errors="replace")
    rows = [row.split("\t") for row in out.stdout.splitlines()]
    # To ctags a call of a macro at file scope is a function: `STACK_OF(X) *f(void)` is one of the name STACK_OF.
    macros = {parts[3] for parts in rows if len(parts) == 4 and parts[2] == "macro"}
    for parts in rows:
        if len(parts) == 4 and not parts[3].startswith(("__anon", "AnonymousFunction", "<lambda")):
            if parts[3] in macros and parts[2] in ("function", "prototype"):
                continue
            kind = "class" if parts[2] in CTAGS_CLASSES else "function" if parts[2] in CTAGS_FUNCTIONS else None
            if kind:
                yield parts[0], int(parts[1]), kind, ctags_name(name, parts[3])


def ctags_name(language, name):
    """Returns the name that Cairn gives: operators without the blank in C++; in C# the member of an interface without the interface."""
    if language == "C#":
        return name if name.startswith("operator ") else name.rpartition(".")[2]
    return re.sub(r"operator (?=\W)", "operator", name)


def of_oracle(command, folder, files):
    out = subprocess.run(shlex.split(command), input="\n".join(files) + "\n", capture_output=True, text=True, errors="replace")
    if out.returncode != 0:
        raise SystemExit(f"'{command}' failed: {out.stderr[-500:]}")
    for row in out.stdout.splitlines():
        parts = row.split("\t")
        if len(parts) == 4:
            yield parts[0], int(parts[1]), parts[2], parts[3]


def sample(places, folder, count, title):
    places = sorted(places)
    for path, line, name in places[:: max(1, len(places) // count)][:count] if count else []:
        try:
            text = open(os.path.join(folder, path), errors="replace").read().split("\n")[line - 1].strip()
        except (OSError, IndexError):
            text = "?"
        print(f"    {title} {name}  {path}:{line}  {text[:110]}")


def compare(folder, definitions, language, command, samples):
    ours, files, problems = of_cairn(definitions, language)
    rows = of_ctags(command[6:], folder, files) if command.startswith("ctags:") else of_oracle(command, folder, files)
    theirs, refused = {}, set()
    for path, line, kind, name in rows:
        if kind == "REFUSED":
            refused.add(path)
        else:
            theirs[path, line, name] = kind
    theirs = {key: kind for key, kind in theirs.items() if key[0] not in refused}
    found = {key for key in theirs if key in ours}
    same_kind = {key for key in found if theirs[key] in ours[key]}
    more = {key for key, kinds in ours.items()
            if kinds & {"class", "function"} and key[0] not in refused and key not in theirs}
    clean = {key for key in theirs if key[0] not in problems}
    percent = lambda part, whole: f"{100 * len(part) / max(1, len(whole)):.2f}%"
    print(f"{language}: {len(files)} files ({len(refused)} refused by the oracle, {len(problems)} with problems of the grammar),"
          f" {len(theirs)} definitions, found {percent(found, theirs)}, of the same kind {percent(same_kind, theirs)},"
          f" in files without problems {percent(found & clean, clean)}, {len(more)} more in Cairn")
    sample(set(theirs) - found, folder, samples, "missing")
    sample(found - same_kind, folder, samples, "other kind")
    sample(more, folder, samples, "more")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("definitions")
    parser.add_argument("oracles", nargs="+")
    parser.add_argument("--samples", type=int, default=0)
    arguments = parser.parse_args()
    for oracle in arguments.oracles:
        language, command = oracle.split("=", 1)
        compare(arguments.folder, arguments.definitions, language, command, arguments.samples)


main()
