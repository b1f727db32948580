package dev.cairn.database.definition;

import dev.cairn.schema.sql.CreateStatement;
import dev.cairn.schema.sql.SqlSyntaxException;
import java.util.Optional;

/** Tells what object a statement creates. */
final class StatementTarget {

    private StatementTarget() {}

    static Optional<String> of(String sql) {
        try {
            return Optional.of(CreateStatement.parse(sql).name());
        } catch (SqlSyntaxException e) {
            return Optional.empty();
        }
    }
}
