package dev.cairn.database.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.Difference;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.sqlite.SqliteDialect;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is found inside the transaction must be what was declared, and what was to stay. */
final class ReadBackTest {

    private static final ComparisonOptions OPTIONS = new ComparisonOptions(false);
    private static final SchemaDefinition DECLARED = read("CREATE TABLE t(a INTEGER, b TEXT);");

    private static SchemaDefinition read(String sql) {
        return DefinitionReader.readSql(sql, "test.sql");
    }

    private static void require(boolean prune, String found, List<Difference> leftAlone) {
        new ReadBack(SqliteDialect.INSTANCE, DECLARED, OPTIONS, prune)
                .require(read(found).schema(), leftAlone);
    }

    private static void assertRefused(ThrowingCallable call, String reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                .hasMessageContaining("the change was rolled back")
                .hasMessageContaining(reason);
    }

    @Test
    void aColumnThatIsNotAsDeclaredIsNamedWithBoth() {
        assertRefused(
                () -> require(false, "CREATE TABLE t(a INTEGER, b INTEGER);", List.of()),
                "'t.b' (column type): declared");
        assertRefused(() -> require(false, "CREATE TABLE u(a);", List.of()), "found nothing");
    }

    @Test
    void whatIsNotDeclaredMayStayUnlessItWasToGo() {
        String more = "CREATE TABLE t(a INTEGER, b TEXT); CREATE TABLE more(x);";

        require(false, more, List.of());
        assertRefused(() -> require(true, more, List.of()), "'more'");
    }

    @Test
    void whatWasToStayMustNotBeGone() {
        List<Difference> before =
                new SchemaComparator(SqliteDialect.INSTANCE)
                        .compare(
                                read("CREATE TABLE t(a INTEGER, b TEXT); CREATE TABLE kept(x);")
                                        .schema(),
                                DECLARED,
                                OPTIONS);
        assertThat(before).hasSize(1);

        assertRefused(
                () -> require(false, "CREATE TABLE t(a INTEGER, b TEXT);", before),
                "'kept' was to stay and is gone");
    }
}
