package dev.cairn.database.definition;

import dev.cairn.schema.sqlite.text.SqlScript.Statement;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The position of each column in the text of a CREATE TABLE statement. */
final class ColumnPlaces {

    private static final List<String> TABLE_CONSTRAINT_STARTS =
            List.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

    private final String script;
    private final List<SqlToken> code;
    private final List<Part> parts = new ArrayList<>();

    /**
     * A column or a table constraint.
     *
     * @param column the column's name; empty for a constraint
     * @param start where it begins in the script
     * @param end where it ends, the comma behind it included
     */
    private record Part(Optional<String> column, int start, int end) {}

    ColumnPlaces(Statement statement, String script) {
        this.script = script;
        this.code =
                statement.tokens().stream().filter(token -> token.kind() != Kind.COMMENT).toList();
        if (statement.startsWith("CREATE", "TABLE")) {
            readParts();
        }
    }

    private void readParts() {
        int depth = 0;
        int start = -1;
        for (int i = 0; i < code.size(); i++) {
            SqlToken token = code.get(i);
            if (token.is("(")) {
                depth++;
                start = depth == 1 ? i + 1 : start;
            } else if (token.is(")")) {
                depth--;
                start = depth == 0 && start >= 0 ? addPart(start, i) : start;
            } else if (depth == 1 && token.is(",")) {
                addPart(start, i);
                start = i + 1;
            }
        }
    }

    private int addPart(int first, int last) {
        SqlToken token = code.get(first);
        boolean constraint = TABLE_CONSTRAINT_STARTS.stream().anyMatch(token::is);
        parts.add(
                new Part(
                        constraint ? Optional.empty() : Optional.of(token.unquoted()),
                        token.start(),
                        code.get(last).is(",") ? code.get(last).end() : code.get(last).start()));
        return -1;
    }

    /** Returns the column that a comment is about; empty if it is about the table. */
    Optional<String> columnOf(SqlToken comment) {
        Optional<SqlToken> before =
                code.stream()
                        .filter(token -> token.end() <= comment.start())
                        .reduce((first, second) -> second)
                        .filter(token -> isSameLine(token, comment));
        return before.isPresent()
                ? partAt(before.get().start()).flatMap(Part::column)
                : partAfter(comment.start()).flatMap(Part::column);
    }

    private boolean isSameLine(SqlToken token, SqlToken comment) {
        return script.substring(token.end(), comment.start()).indexOf('\n') < 0;
    }

    private Optional<Part> partAt(int offset) {
        return parts.stream()
                .filter(part -> part.start() <= offset && offset < part.end())
                .findFirst();
    }

    /** A comment in front of the statement is about the table, not about its first column. */
    private Optional<Part> partAfter(int offset) {
        return code.isEmpty() || offset < code.getFirst().start()
                ? Optional.empty()
                : parts.stream().filter(part -> part.start() > offset).findFirst();
    }
}
