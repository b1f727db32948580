package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/**
 * The text of one statement, looked at before it is sent: the driver below would run several, and
 * would end transactions without this module's knowledge.
 *
 * @param sql the text
 * @param firstWord its first word, in capital letters
 */
record StatementText(String sql, String firstWord) {

    private static final int MOST_REMEMBERED = 500;
    private static final Set<String> OF_TRANSACTIONS =
            Set.of(
                    "BEGIN",
                    "START",
                    "COMMIT",
                    "END",
                    "ROLLBACK",
                    "ABORT",
                    "SAVEPOINT",
                    "RELEASE",
                    "PREPARE");
    private static final Set<String> WITH_ROWS =
            Set.of("SELECT", "VALUES", "TABLE", "SHOW", "EXPLAIN", "FETCH", "EXECUTE", "CALL", "(");
    private static final Set<String> THAT_WRITE = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");
    private static final Pattern RETURNING =
            Pattern.compile("\\bRETURNING\\b", Pattern.CASE_INSENSITIVE);
    private static final String ONE_ROW = " LIMIT 1";
    private static final Pattern ATOMIC =
            Pattern.compile("\\bBEGIN\\s+ATOMIC\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern INSERT =
            Pattern.compile(
                    "\\s*INSERT\\s+INTO\\s+(\\S+?)\\s*\\(([^()?]+)\\)\\s*VALUES\\s*"
                            + "\\(\\s*\\?(\\s*,\\s*\\?)*\\s*\\)\\s*",
                    Pattern.CASE_INSENSITIVE);

    private static final Map<String, StatementText> REMEMBERED =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, StatementText> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    /**
     * Returns the statement of a text.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_STATEMENT} if there is none
     *     or more than one, with {@link DatabaseErrorCode#TRANSACTION_STATE} if it begins or ends a
     *     transaction
     */
    static StatementText of(String sql) {
        synchronized (REMEMBERED) {
            StatementText known = REMEMBERED.get(sql);
            if (known != null) {
                return known;
            }
        }
        StatementText text = new StatementText(sql, firstWord(sql));
        if (OF_TRANSACTIONS.contains(text.firstWord) && !isPreparedStatement(text)) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_STATE,
                    "cannot run '"
                            + text.firstWord
                            + "' as a statement: a transaction is begun and ended by the driver's"
                            + " methods");
        }
        synchronized (REMEMBERED) {
            REMEMBERED.put(sql, text);
        }
        return text;
    }

    /** PREPARE begins a statement of its own, unless it prepares to commit. */
    private static boolean isPreparedStatement(StatementText text) {
        return text.firstWord.equals("PREPARE")
                && !text.sql.toUpperCase(Locale.ROOT).contains("TRANSACTION");
    }

    private static String firstWord(String sql) {
        if (sql.indexOf('\0') >= 0) {
            throw invalid("the statement holds a NUL character");
        }
        char[] chars = sql.toCharArray();
        boolean atomic = ATOMIC.matcher(sql).find();
        String first = "";
        boolean ended = false;
        for (int i = 0; i < chars.length; i++) {
            int next = afterComment(chars, i);
            if (next > i || Character.isWhitespace(chars[i])) {
                i = Math.max(i, next);
            } else if (chars[i] == ';' && !atomic) {
                ended = true;
            } else if (ended) {
                throw invalid("the text holds more than one statement; run each by itself");
            } else {
                if (first.isEmpty()) {
                    first = word(sql, i);
                }
                i = endOfToken(chars, i);
            }
        }
        if (first.isEmpty()) {
            throw invalid("the text holds no statement");
        }
        return first;
    }

    private static String word(String sql, int start) {
        int end = start;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return end == start
                ? sql.substring(start, start + 1)
                : sql.substring(start, end).toUpperCase(Locale.ROOT);
    }

    /** Returns the last index of a comment that begins here; the same index if none does. */
    private static int afterComment(char[] chars, int i) {
        return switch (chars[i]) {
            case '-' -> Parser.parseLineComment(chars, i);
            case '/' -> Parser.parseBlockComment(chars, i);
            default -> i;
        };
    }

    /** Returns the last index of what begins here. */
    private static int endOfToken(char[] chars, int i) {
        return switch (chars[i]) {
            case '\'' -> Parser.parseSingleQuotes(chars, i, true);
            case '"' -> Parser.parseDoubleQuotes(chars, i);
            case '$' -> Parser.parseDollarQuotes(chars, i);
            default -> i;
        };
    }

    private static DatabaseException invalid(String message) {
        return new DatabaseException(DatabaseErrorCode.INVALID_STATEMENT, message);
    }

    /** Returns whether it certainly gives no rows. */
    boolean givesNoRows() {
        return !WITH_ROWS.contains(firstWord)
                && !firstWord.equals("WITH")
                && !(THAT_WRITE.contains(firstWord) && RETURNING.matcher(sql).find());
    }

    /** Returns whether only the server knows whether it gives rows. */
    boolean mayGiveNoRows() {
        return firstWord.equals("WITH") || firstWord.equals("CALL") || firstWord.equals("EXECUTE");
    }

    /**
     * Returns whether it certainly gives one row at most. Such a query needs no cursor, with which
     * the server would not share the work among several processes.
     */
    boolean givesOneRow() {
        return firstWord.equals("SELECT") && sql.endsWith(ONE_ROW) && !sql.contains("--");
    }

    /** Returns whether it may change something. */
    boolean mayWrite() {
        return !WITH_ROWS.contains(firstWord) || firstWord.equals("CALL");
    }

    /**
     * Returns the statement that takes the same rows by COPY; empty if this is not a plain
     * insertion of parameters.
     */
    String copy() {
        Matcher matcher = INSERT.matcher(sql);
        if (!matcher.matches()
                || sql.chars().filter(c -> c == '?').count()
                        != matcher.group(2).chars().filter(c -> c == ',').count() + 1) {
            return "";
        }
        return "COPY " + matcher.group(1) + " (" + matcher.group(2) + ") FROM STDIN";
    }
}
