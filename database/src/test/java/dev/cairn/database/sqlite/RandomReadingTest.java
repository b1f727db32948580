package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.sqlite.SqliteDialect;
import dev.cairn.schema.sqlite.SqliteRendering;
import dev.cairn.schema.sqlite.text.SqlExpression;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomReadingTest {

    private static final int SEEDS = Rounds.of(500, 1_500, 50_000);

    @Test
    void whatSqliteAcceptsIsReadAndRenderedAsTheSame() throws SQLException {
        int accepted = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            String sql = RandomCreateTable.of(seed);
            try (SqliteScratch first = SqliteScratch.open();
                    SqliteScratch second = SqliteScratch.open()) {
                if (refuses(first, sql)) {
                    continue;
                }
                accepted++;
                Schema schema = first.inspect();
                assertThat(schema.opaqueObjects()).as("seed %d: %s", seed, sql).isEmpty();
                String rendered = SqliteRendering.INSTANCE.table(schema.tables().getFirst());
                second.execute(rendered);
                assertSame(schema, second.inspect(), "seed " + seed + ": " + sql + "\n" + rendered);
            }
        }
        assertThat(accepted).isGreaterThan(SEEDS / 2);
    }

    private static boolean refuses(SqliteScratch scratch, String sql) {
        try {
            scratch.execute(sql);
            return false;
        } catch (DatabaseException e) {
            return true;
        }
    }

    private static void assertSame(Schema first, Schema second, String description) {
        Table table = first.tables().getFirst();
        assertThat(withoutText(second.tables().getFirst()))
                .as(description)
                .isEqualTo(withoutText(table));
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(
                                        first,
                                        SchemaDefinition.of(second, "rendered"),
                                        new ComparisonOptions(true)))
                .as(description)
                .isEmpty();
        expressions(table)
                .map(SqlExpression::canonical)
                .forEach(form ->
                        assertThat(SqlExpression.canonical(form)).as(description).isEqualTo(form));
    }

    private static Stream<String> expressions(Table table) {
        return Stream.concat(
                table.checks().stream().map(check -> check.expression()),
                table.columns().stream().flatMap(column -> column.defaultExpression().stream()));
    }

    private static Table withoutText(Table table) {
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.uniqueConstraints(),
                table.checks(),
                table.foreignKeys(),
                table.options(),
                "");
    }
}
