package dev.cairn.database.sqlite.schema;

import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The rows of {@code sqlite_schema} in a database in memory, kept elsewhere while objects are
 * created.
 *
 * <p>SQLite reads all rows of that table for each CREATE, which takes minutes for a schema of
 * 20,000 tables. It looks objects up in memory, and needs the rows only when the schema is loaded
 * again. So the table is emptied now and then, and the rows are put back before anything else reads
 * them.
 */
public final class SchemaRowsAside {

    /** So many statements cost little without this. */
    private static final int STATEMENTS = 200;

    private static final List<String> PLAIN = List.of("TABLE", "INDEX", "VIEW", "TRIGGER");
    private static final String ASIDE = "temp._cairn_schema_rows";

    private final Connection connection;
    private int statements;
    private boolean aside;
    private boolean failed;

    /** Begins with all rows in their place. */
    public SchemaRowsAside(Connection connection) {
        this.connection = connection;
    }

    /** Is called before a statement runs. */
    public void before(String sql) throws SQLException {
        if (!isPlain(sql)) {
            putBack();
        } else if (++statements % STATEMENTS == 0 && !failed) {
            if (!aside) {
                run(
                        "CREATE TEMP TABLE IF NOT EXISTS _cairn_schema_rows(type, name, tbl_name, rootpage, sql)");
                aside = true;
            }
            move("main.sqlite_schema", ASIDE);
        }
    }

    /** Whether a statement creates something that no module has a part in, and reads nothing. */
    private static boolean isPlain(String sql) {
        try {
            List<SqlToken> tokens = SqlTokenizer.tokens(sql);
            int kind = tokens.size() > 1 && tokens.get(1).is("UNIQUE") ? 2 : 1;
            return tokens.size() > kind
                    && tokens.getFirst().is("CREATE")
                    && PLAIN.stream().anyMatch(tokens.get(kind)::is);
        } catch (SqlSyntaxException _) {
            return false;
        }
    }

    /** Is called after a statement failed: SQLite may have to load the schema again. */
    public void failed() throws SQLException {
        failed = true;
        putBack();
    }

    /**
     * Brings the table into the state in which SQLite left it, all rows in the order of creation.
     */
    public void putBack() throws SQLException {
        if (aside) {
            move("main.sqlite_schema", ASIDE);
            move(ASIDE, "main.sqlite_schema");
            run("DROP TABLE " + ASIDE);
            run("PRAGMA writable_schema=RESET");
            aside = false;
        }
    }

    private void move(String from, String target) throws SQLException {
        run("PRAGMA writable_schema=ON");
        run("INSERT INTO " + target + " SELECT * FROM " + from + " ORDER BY rowid");
        run("DELETE FROM " + from);
        run("PRAGMA writable_schema=OFF");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
