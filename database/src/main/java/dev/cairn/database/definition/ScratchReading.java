package dev.cairn.database.definition;

import dev.cairn.database.sqlite.ScratchDatabase;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.sql.CreateStatement;
import dev.cairn.schema.sql.SqlExpression;
import dev.cairn.schema.sql.SqlRenderer;
import dev.cairn.schema.sql.SqlSyntaxException;
import java.sql.SQLException;
import java.util.List;

/** Executes declared objects in an empty database and reads them back. */
final class ScratchReading {

    private final List<Declared> objects;

    ScratchReading(List<Declared> objects) {
        this.objects = List.copyOf(objects);
    }

    Schema schema() {
        List<String> problems = DeclaredCheck.problems(objects);
        if (!problems.isEmpty()) {
            throw DefinitionErrors.all(problems, null);
        }
        try (ScratchDatabase scratch = ScratchDatabase.open()) {
            objects.forEach(declared -> create(scratch, declared));
            return scratch.inspect();
        }
    }

    private static void create(ScratchDatabase scratch, Declared declared) {
        String sql = SqlRenderer.render(declared.object());
        requireNothingElse(declared, sql);
        try {
            scratch.execute(sql);
        } catch (SQLException e) {
            throw DefinitionErrors.at(declared.place(), "SQLite refuses it: " + e.getMessage(), e);
        }
    }

    /** A text that ends its place in the statement early would make another object of it. */
    private static void requireNothingElse(Declared declared, String sql) {
        try {
            SchemaObject read = CreateStatement.parse(sql);
            if (declared.object() instanceof Table wanted && read instanceof Table table) {
                requireSameColumns(declared, wanted, table);
            }
        } catch (SqlSyntaxException e) {
            throw DefinitionErrors.at(
                    declared.place(), "it does not make one statement: " + e.getMessage(), e);
        }
    }

    private static void requireSameColumns(Declared declared, Table wanted, Table read) {
        for (int i = 0; i < wanted.columns().size(); i++) {
            var column = wanted.columns().get(i);
            var same =
                    read.columns().size() == wanted.columns().size() ? read.columns().get(i) : null;
            boolean sameType =
                    same != null
                            && SqlExpression.canonical(same.type())
                                    .equals(SqlExpression.canonical(column.type()));
            if (!sameType) {
                throw DefinitionErrors.at(
                        declared.place(),
                        "the type '" + column.type() + "' of '" + column.name() + "' is not a type",
                        null);
            }
        }
    }
}
