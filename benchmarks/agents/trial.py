#!/usr/bin/env python3
"""Answers twenty questions about a public code base twice: with grep and reading, and with the tools of `cairn mcp`.

usage: trial.py CAIRN TREE

CAIRN is the launcher, TREE the unpacked sources of commons-lang3 3.17.0
(mvn dependency:copy -Dartifact=org.apache.commons:commons-lang3:3.17.0:jar:sources). The tree is indexed if it is not.

Each question names what an answer must contain. A way that does not find it has lost the question, whatever it cost.
The steps with grep are those of an agent that does not know the code: search, then read around the hit that it chose;
80 lines for a method, as agents do, because they do not know where it ends. A search prints at most 250 lines.
Counted are the calls and the characters of arguments and answers, which is what an agent's model has to read and write.
"""
import json, os, re, subprocess, sys

CAIRN, TREE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])


def shell(command):
    out = subprocess.run(command, shell=True, cwd=TREE, capture_output=True, text=True, errors="replace").stdout
    return command, "\n".join(out.splitlines()[:250])


def grep(pattern, where="."):
    return lambda: shell(f"grep -rnE --include=*.java -e '{pattern}' {where}")


def read(file, pattern, lines=80, before=0):
    """Reads lines from the first one that matches: the agent has its number from the search before."""
    def step():
        found = subprocess.run(["grep", "-nE", "-m1", "-e", pattern, file], cwd=TREE, capture_output=True, text=True).stdout
        start = max(1, int(found.split(":")[0]) - before) if found else 1
        return shell(f"sed -n '{start},{start + lines - 1}p' {file}")
    return step


def tool(_name, **arguments):
    return lambda: (json.dumps({"name": _name, "arguments": arguments}), client.call(_name, arguments))


def overload(name, pattern):
    """Asks for one of several overloads, by the line that the answer before gave."""
    def step():
        line = re.search(r":(\d+)  .*" + pattern, client.last)
        arguments = {"name": f"{name}:{line.group(1)}" if line else name}
        return json.dumps({"name": "symbol", "arguments": arguments}), client.call("symbol", arguments)
    return step


class Client:
    def __init__(self):
        self.process = subprocess.Popen([CAIRN, "mcp", "--project", TREE, "--profile", "read"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, cwd=TREE)
        self.number = 0
        self.ask("initialize", {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "trial", "version": "1"}})
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def send(self, message):
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def ask(self, method, parameters):
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": parameters})
        while True:
            answer = json.loads(self.process.stdout.readline())
            if answer.get("id") == self.number:
                return answer["result"]

    def call(self, name, arguments):
        self.last = self.ask("tools/call", {"name": name, "arguments": arguments})["content"][0]["text"]
        return self.last


L = "org/apache/commons/lang3/"
QUESTIONS = [
    ("What does StringUtils.isBlank do, exactly?", [r"Character\.isWhitespace"],
     [grep(r"isBlank\("), read(L + "StringUtils.java", r"boolean isBlank\(")],
     [tool("symbol", name="StringUtils.isBlank")]),
    ("Who calls StringUtils.isBlank?", [r"BooleanUtils|Validate|StringUtils", r"NumberUtils|isBlank"],
     [grep(r"isBlank\(")],
     [tool("references", name="StringUtils.isBlank")]),
    ("How does abbreviate cut a text, with offset?", [r"minAbbrevWidthOffset", r"substring\(offset"],
     [grep(r" abbreviate\("), read(L + "StringUtils.java", r"String abbreviate\(final String str, final String abbrevMarker, int offset")],
     [tool("symbol", name="StringUtils.abbreviate"), overload("StringUtils.abbreviate", r"abbrevMarker, (final )?int offset")]),
    ("Where is the message 'Minimum abbreviation width' made?", [r"StringUtils\.java"],
     [grep("Minimum abbreviation width")],
     [tool("search", query="Minimum abbreviation width", mode="text", limit=5)]),
    ("What can DateUtils do (its public methods)?", [r"truncatedCompareTo", r"addMinutes", r"parseDateStrictly"],
     [grep(r"^    public .*\(", L + "time/DateUtils.java")],
     [tool("outline", path=L + "time/DateUtils.java")]),
    ("How does reflectionHashCode avoid endless recursion?", [r"isRegistered", r"register\("],
     [grep("reflectionHashCode"), read(L + "builder/HashCodeBuilder.java", r"private static void reflectionAppend"),
      grep("isRegistered", L + "builder/HashCodeBuilder.java"), read(L + "builder/HashCodeBuilder.java", r"boolean isRegistered", 60, 20)],
     [tool("explore", query="how does reflectionHashCode avoid endless recursion?", budget=4000)]),
    ("Which classes implement Builder?", [r"EqualsBuilder", r"DiffBuilder", r"StrBuilder|HashCodeBuilder"],
     [grep("implements .*Builder<")],
     [tool("search", query="implements Builder<", mode="text", limit=30)]),
    ("Which methods of ObjectUtils are deprecated?", [r"identityToString|toString|CONST"],
     [lambda: shell(f"grep -n -A3 '@Deprecated' {L}ObjectUtils.java")],
     [tool("search", query="/@Deprecated/ path:*ObjectUtils.java", limit=50), tool("outline", path=L + "ObjectUtils.java")]),
    ("How does ArrayUtils.indexOf find an element from an index on?", [r"objectToFind\.equals|equals\(array\[i\]\)"],
     [grep(r"int indexOf\(", L + "ArrayUtils.java"), read(L + "ArrayUtils.java", r"int indexOf\(final Object\[\] array, final Object objectToFind, int")],
     [tool("symbol", name="ArrayUtils.indexOf"), overload("ArrayUtils.indexOf", r"Object\[\] array, (final )?Object objectToFind, (final )?int")]),
    ("Where is Validate.isTrue used?", [r"RandomUtils|RandomStringUtils", r"Range|Fraction|BitField|ClassUtils|FieldUtils"],
     [grep(r"Validate\.isTrue\(")],
     [tool("references", name="Validate.isTrue")]),
    ("How are FastDateFormat instances cached?", [r"cInstanceCache", r"computeIfAbsent"],
     [grep("class FastDateFormat|FormatCache"), read(L + "time/AbstractFormatCache.java", r"F getInstance\(final String pattern"),
      grep("cInstanceCache", L + "time")],
     [tool("explore", query="how are FastDateFormat instances cached?", budget=2000), tool("symbol", name="AbstractFormatCache.getInstance")]),
    ("What is the value of CharUtils.CR?", [r"\\\\r|'\\r'"],
     [grep(r"char CR ")],
     [tool("symbol", name="CharUtils.CR")]),
    ("How does NumberUtils.createNumber treat hexadecimal input?", [r"hexDigits|createLong|createBigInteger"],
     [grep(r"createNumber\("), read(L + "math/NumberUtils.java", r"Number createNumber\(")],
     [tool("symbol", name="NumberUtils.createNumber")]),
    ("Who calls ThreadUtils.join, and who calls that?", [r"join"],
     [grep(r"ThreadUtils\.join\(| join\("), grep(r"joinUninterruptibly|ThreadUtils\.join")],
     [tool("references", name="ThreadUtils.join", depth=2)]),
    ("Which files use java.lang.reflect.Proxy?", [r"EventListenerSupport|EventUtils"],
     [lambda: shell("grep -rln 'java.lang.reflect.Proxy' .")],
     [tool("search", query="java.lang.reflect.Proxy", mode="text", limit=20)]),
    ("How are listeners added, and is null allowed?", [r"requireNonNull|notNull|allowDuplicate"],
     [grep(r"addListener\("), read(L + "event/EventListenerSupport.java", r"void addListener\(final L listener, final boolean")],
     [tool("symbol", name="EventListenerSupport.addListener")]),
    ("What does Fraction.reduce call?", [r"greatestCommonDivisor"],
     [grep(r"Fraction reduce\("), read(L + "math/Fraction.java", r"Fraction reduce\(")],
     [tool("references", name="Fraction.reduce", direction="out")]),
    ("Which exceptions does the package exception define?", [r"ContextedException", r"CloneFailedException|UncheckedException"],
     [lambda: shell(f"ls {L}exception")],
     [tool("outline", path=L + "exception")]),
    ("Question in words: how is a stop watch split?", [r"SplitState|splitState"],
     [grep("[sS]top ?[wW]atch.*split|split.*[sS]top ?[wW]atch"), read(L + "time/StopWatch.java", r"public void split\(")],
     [tool("explore", query="how is a stop watch split?", budget=3000)]),
    ("Where is a class name abbreviated, and who uses it?", [r"getAbbreviatedName"],
     [grep("[aA]bbreviat.*[nN]ame"), read(L + "ClassUtils.java", r"String getAbbreviatedName\(final String"), grep(r"getAbbreviatedName\(")],
     [tool("symbol", name="ClassUtils.getAbbreviatedName")]),
]


def run(steps, expected):
    calls, characters, text = 0, 0, ""
    for step in steps:
        asked, answered = step()
        calls, characters, text = calls + 1, characters + len(asked) + len(answered), text + answered
    return calls, characters, all(re.search(one, text) for one in expected)


subprocess.run([CAIRN, "index", "."], cwd=TREE, check=True, capture_output=True)
client = Client()
tools = client.ask("tools/list", {})
print("| question | grep: calls, characters | tools: calls, characters |\n|---|---|---|")
total = [0, 0, 0, 0, 0, 0]
for question, expected, by_grep, by_tools in QUESTIONS:
    one, two = run(by_grep, expected), run(by_tools, expected)
    for i, value in enumerate(one + two):
        total[i] += value
    show = lambda way: f"{way[0]}, {way[1]:,}" + ("" if way[2] else ", not found")
    print(f"| {question} | {show(one)} | {show(two)} |")
print(f"| all | {total[0]}, {total[1]:,}, {total[2]} of {len(QUESTIONS)} found | {total[3]}, {total[4]:,}, {total[5]} of {len(QUESTIONS)} found |")
print(f"\nlisting of the tools: {len(json.dumps(tools)):,} characters, once a conversation")
client.process.stdin.close()
client.process.wait()
