"""Writes what the reference tokenizer does to each character.

Usage: python3 characters.py TOKENIZER.json differences OWN.txt >…/main/resources/dev/cairn/vectors/model/characters.txt
       python3 characters.py TOKENIZER.json digests >…/test/resources/dev/cairn/vectors/model/character-digests.txt
Needs the package `tokenizers`. OWN.txt has a line for each character: its
number, and S, K, D or P for space, kept, dropped or punctuation, which is what PlainText makes of `aXb` without the table.
Digests are SHA-256 of the ids of `aXb` for 4,096 characters X in a row, joined by spaces, a line for each.
"""

import hashlib
import sys

from tokenizers import Tokenizer

BLOCK = 4096
tokenizer = Tokenizer.from_file(sys.argv[1])


def text(number):
    return "a" + chr(number) + "b"


def treatment(number):
    plain = tokenizer.normalizer.normalize_str(text(number))
    words = len(tokenizer.pre_tokenizer.pre_tokenize_str(plain))
    return "D" if plain == "ab" else "P" if words == 3 else "K" if words == 1 else "S"


def ranges(numbers):
    found = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return " ".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in found)


def differences(own):
    other = {}
    for line in open(own):
        number, kind = line.split()
        reference = treatment(int(number, 16))
        if reference != kind:
            other.setdefault(reference, []).append(int(number, 16))
    names = {"K": "kept", "D": "dropped", "P": "punctuation"}
    for kind, numbers in sorted(other.items()):
        print(names[kind], ranges(numbers))


def digests():
    for start in range(0, 0x110000, BLOCK):
        numbers = [n for n in range(start, start + BLOCK) if not 0xD800 <= n <= 0xDFFF]
        if numbers:
            ids = [" ".join(map(str, e.ids)) for e in tokenizer.encode_batch([text(n) for n in numbers])]
            print(f"{start:x}", hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16])


if sys.argv[2] == "digests":
    digests()
else:
    differences(sys.argv[3])
