"""Writes token-ids.jsonl: texts and the ids that the reference implementation gives them.

Usage: python3 tokens.py TOKENIZER.json >../resources/dev/cairn/vectors/model/token-ids.jsonl
Needs the package `tokenizers`. TOKENIZER.json is the entry *-tokenizer.json of the model's jar.
"""

import json
import random
import sys
import unicodedata

from tokenizers import Tokenizer

TEXTS = [
    "", " ", "\t\n\r ", "a", "A", "hello world", "Hello, World!", "The quick brown fox jumps over the lazy dog.",
    "unaffable", "supercalifragilisticexpialidocious", "x" * 99, "x" * 100, "x" * 101, "-" * 40, "a" * 250 + " b",
    "ensureSchemaSynced", "XMLHttpRequest", "snake_case_name", "kebab-case-name", "SCREAMING_SNAKE", "camelCase2Number42",
    "public static void main(String[] args) throws IOException { return; }",
    "def __init__(self, *args: int, **kwargs) -> None:\n    \"\"\"Makes one.\"\"\"\n    super().__init__()",
    "for (int i = 0; i < n; i++) { sum += a[i] * b[i]; } // O(n)",
    "SELECT f.path FROM files f WHERE f.id IN (SELECT value FROM json_each(?)) -- 'quoted'",
    "const f = async ({a, b}) => `${a}\\n${b}` ?? null;", "fn main() -> Result<(), Box<dyn Error>> { Ok(()) }",
    "#include <stdio.h>\nint main(void) { printf(\"%d\\n\", 0x1F); return 0; }", "if [ \"$x\" != '' ]; then echo $((x+1)); fi",
    "template<typename T> auto operator<=>(const T&) const = default;", "@Override\npublic List<? extends T> all()",
    "https://example.org/a/b?c=d&e=%20f#g", "a@b.example", "C:\\temp\\file.txt", "/usr/share/doc/x/README.gz", "1,234.56 7e-10 0b1010 0xDEADBEEF",
    "[CLS] [SEP] [MASK] [UNK] [PAD]", "a[MASK]b", "[mask]", "[CLS", "CLS]", "[[SEP]]",
    "caf\u00e9 na\u00efve co\u00f6perate \u00c5ngstr\u00f6m", "cafe\u0301 nai\u0308ve", "\u00dcber Stra\u00dfe GR\u00d6SSE \u1e9e", "\u0130stanbul I\u0131 \u011f\u015f",
    "za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105 ja\u017a\u0144", "P\u0159\u00edli\u0161 \u017elu\u0165ou\u010dk\u00fd k\u016f\u0148", "\u0141\u00f3d\u017a \u00d8resund \u00c6sir \u0152uvre \u00f0\u00fe",
    "Ti\u1ebfng Vi\u1ec7t c\u00f3 d\u1ea5u", "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2 \u039f\u0394\u039f\u03a3 \u1f08\u03c7\u03b9\u03bb\u03bb\u03b5\u03cd\u03c2", "\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440! \u0401\u0436 \u0439",
    "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd \u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 \u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f \u0660\u0661\u0662\u061f",
    "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e \u0964", "\u0ba4\u0bae\u0bbf\u0bb4\u0bcd \u0bae\u0bca\u0bb4\u0bbf", "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01", "\u1019\u103c\u1014\u103a\u1019\u102c",
    "\u4f60\u597d\uff0c\u4e16\u754c\u3002", "\u6f22\u5b57\u3068\u304b\u306a\u30ab\u30bf\u30ab\u30ca \u304c\u304e\u3050", "\uac00\ub098\ub2e4 \ud55c\uad6d\uc5b4 \uc548\ub155", "\U00020000\U0002a6d6 \uf900\u3400", "\uff28\uff25\uff2c\uff2c\uff2f \uff11\uff12\uff13 \uff76\uff9e",
    "\u10e5\u10d0\u10e0\u10d7\u10e3\u10da\u10d8 \u1c90", "\u0540\u0561\u0575\u0565\u0580\u0565\u0576", "\u12a0\u121b\u122d\u129b \u1362", "\u13e3\u13b3\u13a9 \uab70", "\u1824\u1828\u1833\u1824",
    "emoji \U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f \U0001f1e9\U0001f1ea", "math \u2200x\u2208\u211d: \u221a2 \u2260 \u00bd \u222b \u2264", "arrows \u2192\u21d2 box \u2500\u2502 \u00a7 \u00b6 \u2020 \u2026 \u2014 \u2013",
    "\u201cquotes\u201d \u2018single\u2019 \u00abguillemets\u00bb \u201elow\u201c", "\u00a3\u20ac\u00a5 $5 \u00a9 \u2122 \u00ae \u00b0 \u00b5 \u00ba", "\ufb01nd \ufb02ow \u0132 \u01c4 \u2167 \u2460 \u33a1",
    "zero\u0000byte", "bell\u0007 esc\u001b[31mred\u001b[0m", "vertical\u000btab form\u000cfeed", "next\u0085line", "soft\u00adhyphen", "zero\u200bwidth\u200cnon\u200djoiner", "bom\ufefftext", "bidi\u202eabc\u202c",
    "nbsp\u00a0here ogham\u1680space en\u2002space ideographic\u3000space line\u2028sep para\u2029sep thin\u202fspace", "replacement\ufffdchar", "private\ue000use\U000f0000plane", "unassigned\u0378x", "tag\U000e0041x",
    "combining\u0301\u0302\u0303 alone \u0301", "\u1100\u1161\u11a8 jamo", "a\u030a \u212b \u00c5", "\u0958\u095c \u0929", "\ud7a3\u115f", "mixed\u4e2dtext\u6587here", "\u0391\u0392\u0393abc\u0410\u0411\u0412",
]
CODE = ["get", "set", "List<String>", "::", "->", "==", "!=", "&&", "||", "{", "}", "(", ")", ";", ",", ".", "\n    ", "\t", " ", "value", "index", "0xFF", "3.14f",
        "'c'", "\"text\\n\"", "// note", "/* x */", "#define", "@Test", "self.", "lambda x:", "\u00e9", "\u4e2d", "_private", "CONST_A", "HttpURLConnection", "$scope", "%s", "<?php", "=>"]


def texts():
    yield from TEXTS
    some = random.Random(21)
    for _ in range(150):
        yield "".join(some.choice(CODE) for _ in range(some.randint(1, 40)))
    known = [c for c in range(1, 0x110000) if unicodedata.category(chr(c)) not in ("Cn", "Co", "Cs")]
    for _ in range(250):
        start = some.randrange(len(known) if some.random() < 0.2 else 9000)
        yield "".join(chr(c) + some.choice(["", " ", "x"]) for c in known[start:start + some.randint(1, 30)])


tokenizer = Tokenizer.from_file(sys.argv[1])
for text in texts():
    print(json.dumps({"text": text, "ids": tokenizer.encode(text).ids}, separators=(",", ":")))
