package dev.cairn.schema.sqlite;

import dev.cairn.schema.Schema;
import dev.cairn.schema.dialect.Dialect;
import dev.cairn.schema.dialect.Forms;
import dev.cairn.schema.dialect.Rendering;
import dev.cairn.schema.sqlite.text.ObjectText;
import dev.cairn.schema.sqlite.text.SqlExpression;
import java.util.Map;
import java.util.Set;

/** SQLite's rules for comparing and changing schemas. */
public final class SqliteDialect implements Dialect {

    /** The one instance; it has no state. */
    public static final SqliteDialect INSTANCE = new SqliteDialect();

    private SqliteDialect() {}

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public Rendering rendering() {
        return SqliteRendering.INSTANCE;
    }

    @Override
    public Forms forms(Schema live, Schema declared) {
        return SqliteForms.of(live, declared);
    }

    @Override
    public Set<String> names(String sql) {
        return ObjectText.names(sql);
    }

    @Override
    public String withColumns(String expression, Map<String, String> columns) {
        return SqlExpression.withNames(expression, columns);
    }
}
