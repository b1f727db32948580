"""Writes the classes and functions of Python files by the interpreter's own parser: path, line, kind and name.

Input: paths on standard input, relative to the folder given as the argument. A file that the parser refuses is written
with the kind REFUSED.
"""

import ast
import os
import sys


def definitions(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.lineno, "class", node.name
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, "function", node.name


def main():
    for path in sys.stdin.read().splitlines():
        try:
            with open(os.path.join(sys.argv[1], path), "rb") as file:
                tree = ast.parse(file.read())
        except (SyntaxError, ValueError):
            print(path, 0, "REFUSED", "", sep="\t")
            continue
        for line, kind, name in definitions(tree):
            print(path, line, kind, name, sep="\t")


main()
