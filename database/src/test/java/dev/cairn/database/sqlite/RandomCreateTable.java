package dev.cairn.database.sqlite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Writes CREATE TABLE statements that SQLite accepts and that are as hard to read as people make
 * them: four kinds of quotes, keywords as names, comments anywhere, constraints at columns and
 * behind them.
 */
final class RandomCreateTable {

    private static final List<String> NAMES =
            List.of(
                    "plain",
                    "Key",
                    "DESC",
                    "two words",
                    "it's",
                    "quo\"te",
                    "brack(et",
                    "com,ma",
                    "semi;colon",
                    "--dash",
                    "/*star",
                    "\u00e4\u00df",
                    "1st",
                    "select",
                    "check",
                    "x'ff'",
                    "replace",
                    "generated",
                    "_",
                    "a$b");
    private static final List<String> TYPES =
            List.of(
                    "",
                    "TEXT",
                    "integer",
                    "VARCHAR(10)",
                    "DECIMAL ( 10 , -2 )",
                    "DOUBLE PRECISION",
                    "\"odd, type\"",
                    "[my (type]",
                    "'quoted'",
                    "BLOB",
                    "unsigned big int",
                    "any");
    private static final List<String> DEFAULTS =
            List.of(
                    "1",
                    "-1",
                    "+ 2.50",
                    "'it''s; -- /* '",
                    "\"dq\"",
                    "bare",
                    "NULL",
                    "x'00fF'",
                    "(1 + (2))",
                    "((('x')))",
                    "CURRENT_TIMESTAMP",
                    "(datetime('now', '-1 day'))",
                    "TRUE",
                    "0x1F",
                    "1e3",
                    "(CASE WHEN 1 THEN ')' ELSE '(' END)",
                    ".5",
                    "- .5e-2");
    private static final List<String> CONFLICTS =
            List.of(
                    "",
                    "",
                    "",
                    " ON CONFLICT IGNORE",
                    " on conflict replace",
                    " ON CONFLICT ABORT");
    private static final List<String> SPACES =
            List.of(" ", " ", "\n", "\t ", " /* c, ) ; ' */ ", " -- ) , \" '\n", "/**/ ");
    private static final List<String> ACTIONS =
            List.of(
                    "",
                    " ON DELETE CASCADE",
                    " ON UPDATE SET NULL ON DELETE RESTRICT",
                    " MATCH FULL",
                    " on delete no action",
                    " ON DELETE SET DEFAULT");
    private static final List<String> DEFERRALS =
            List.of("", "", " DEFERRABLE INITIALLY DEFERRED", " NOT DEFERRABLE", " DEFERRABLE");

    private final Random random;
    private final List<String> columns = new ArrayList<>();

    private RandomCreateTable(long seed) {
        this.random = new Random(seed);
    }

    static String of(long seed) {
        return new RandomCreateTable(seed).statement();
    }

    private String statement() {
        boolean withoutRowid = chance(5);
        boolean strict = chance(6);
        List<String> names = new ArrayList<>(NAMES);
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            columns.add(names.remove(random.nextInt(names.size())));
        }
        List<String> parts = new ArrayList<>();
        boolean keyAtColumn = chance(2);
        for (int i = 0; i < count; i++) {
            parts.add(column(columns.get(i), i == 0 && keyAtColumn, strict, withoutRowid));
        }
        if (!keyAtColumn && (withoutRowid || chance(2))) {
            parts.add(named() + "PRIMARY KEY" + space() + "(" + terms() + ")" + pick(CONFLICTS));
        }
        addConstraints(parts);
        String body = parts.stream().collect(Collectors.joining("," + space()));
        return "CREATE"
                + space()
                + "TABLE"
                + space()
                + pick(List.of("", "IF NOT EXISTS "))
                + quote(pick(NAMES))
                + space()
                + "("
                + space()
                + body
                + space()
                + ")"
                + options(strict, withoutRowid);
    }

    private String column(String name, boolean key, boolean strict, boolean withoutRowid) {
        String type = strict ? pick(List.of("TEXT", "INTEGER", "INT", "any")) : pick(TYPES);
        StringBuilder text = new StringBuilder(quote(name)).append(space()).append(type);
        if (key) {
            boolean auto = !withoutRowid && type.equalsIgnoreCase("integer") && chance(2);
            text.append(space()).append(named()).append("PRIMARY KEY");
            text.append(
                    auto ? " AUTOINCREMENT" : pick(List.of("", " ASC", " DESC")) + pick(CONFLICTS));
        }
        if (!key && chance(6)) {
            return text
                    + space()
                    + pick(List.of("GENERATED ALWAYS ", ""))
                    + "AS"
                    + space()
                    + "(1 + ("
                    + random.nextInt(9)
                    + "))"
                    + pick(List.of("", " STORED", " VIRTUAL"));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(space()).append(named()).append(columnConstraint(name));
        }
        return text.toString();
    }

    private String columnConstraint(String name) {
        return switch (random.nextInt(7)) {
            case 0 -> "NOT NULL" + pick(CONFLICTS);
            case 1 -> "UNIQUE" + pick(CONFLICTS);
            case 2 -> "DEFAULT " + pick(DEFAULTS);
            case 3 -> "COLLATE " + pick(List.of("nocase", "\"RTRIM\"", "BINARY"));
            case 4 -> "CHECK" + space() + "(" + condition(name) + ")";
            case 5 -> "NULL";
            default ->
                    "REFERENCES "
                            + quote("parent")
                            + pick(List.of("", "(x)"))
                            + pick(ACTIONS)
                            + pick(DEFERRALS);
        };
    }

    private void addConstraints(List<String> parts) {
        for (int i = random.nextInt(3); i > 0; i--) {
            parts.add(
                    named()
                            + switch (random.nextInt(3)) {
                                case 0 -> "UNIQUE (" + terms() + ")" + pick(CONFLICTS);
                                case 1 -> "CHECK (" + condition(pick(columns)) + ")";
                                default ->
                                        "FOREIGN KEY ("
                                                + quote(pick(columns))
                                                + ") REFERENCES p"
                                                + pick(List.of("", " (\"y z\")"))
                                                + pick(ACTIONS)
                                                + pick(DEFERRALS);
                            });
        }
    }

    private String condition(String column) {
        return pick(List.of(
                        "(%s) > 0",
                        "%s IS NOT ')'",
                        "%s IN (1,(2))",
                        "((%s))",
                        "NOT (%s)",
                        "length(%s) <> 5 -- why\n",
                        "%s LIKE 'a''%%' ESCAPE '\\'"))
                .formatted(quote(column));
    }

    private String terms() {
        List<String> shuffled = new ArrayList<>(columns);
        Collections.shuffle(shuffled, random);
        return shuffled.stream()
                .limit(1 + random.nextInt(shuffled.size()))
                .map(name ->
                        quote(name)
                                + pick(List.of("", " COLLATE nocase"))
                                + pick(List.of("", " DESC", " asc")))
                .collect(Collectors.joining("," + space()));
    }

    private String options(boolean strict, boolean withoutRowid) {
        List<String> options = new ArrayList<>();
        if (withoutRowid) {
            options.add("without" + space() + "ROWID");
        }
        if (strict) {
            options.add("Strict");
        }
        return space() + String.join(space() + "," + space(), options);
    }

    private String named() {
        return chance(4) ? "CONSTRAINT " + quote(pick(NAMES)) + space() : "";
    }

    private String quote(String name) {
        boolean plain =
                name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$');
        boolean reserved = List.of("1st", "select", "check").contains(name);
        return switch (random.nextInt(4)) {
            case 0 -> plain && !reserved ? name : "\"" + name.replace("\"", "\"\"") + "\"";
            case 1 -> "`" + name + "`";
            case 2 -> "[" + name + "]";
            default -> "\"" + name.replace("\"", "\"\"") + "\"";
        };
    }

    private String space() {
        return pick(SPACES);
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
