package dev.cairn.worker.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.EngineOptions;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DocumentsTest {

    private record Inner(Optional<String> text, long number) {}

    private record Outer(String name, Inner inner, boolean flag) {}

    private static final String DOCUMENT =
            """
            {"before":[{"inner":{"number":1}},2],"name":"a\\u0022b",
             "inner":{"skipped":{"number":2},"text":null,"number":42},"flag":true}\
            """;

    @Test
    void aDefinitionArrivesWithTheOptionsOfItsTables() {
        SchemaDefinition definition =
                DefinitionReader.readSql(
                        "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT;"
                                + " CREATE TABLE w (a TEXT PRIMARY KEY) WITHOUT ROWID;",
                        "test.sql");
        SyncRequest request = new SyncRequest(definition, SyncOptions.withoutBackup());

        SyncRequest arrived = Documents.read(Documents.write(request), SyncRequest.class);

        assertThat(arrived.definition().schema().tables())
                .extracting(Table::options)
                .containsExactly(
                        new EngineOptions.Sqlite(true, false),
                        new EngineOptions.Sqlite(false, true));
    }

    @Test
    void oneValueIsFoundByTheNamesThatLeadToIt() {
        assertThat(Documents.value(DOCUMENT, "name")).contains("a\"b");
        assertThat(Documents.value(DOCUMENT, "inner", "number")).contains("42");
        assertThat(Documents.value(DOCUMENT, "flag")).contains("true");
        assertThat(Documents.value(DOCUMENT, "inner", "text")).isEmpty();
        assertThat(Documents.value(DOCUMENT, "inner", "missing")).isEmpty();
        assertThat(Documents.value(DOCUMENT, "name", "missing")).isEmpty();
        assertThat(Documents.value("[]", "name")).isEmpty();
    }

    @Test
    void whatARecordWasWrittenAsIsFoundInIt() {
        String written = Documents.write(new Outer("n", new Inner(Optional.of("t"), 7), false));
        assertThat(Documents.value(written, "inner", "text")).contains("t");
        assertThat(Documents.value(written, "inner", "number")).contains("7");
        assertThat(Documents.read(written, Outer.class).inner().number()).isEqualTo(7);
    }

    @Test
    void whatIsNoJsonOrLeavesAComponentOutIsRefused() {
        for (String broken : new String[] {"{\"a\":", "{a}", "{\"a\":1"}) {
            assertRefused(() -> Documents.value(broken, "b"));
        }
        assertRefused(() -> Documents.read("{\"name\":null,\"flag\":true}", Outer.class));
        assertRefused(() -> Documents.read("{}", Outer.class));
    }

    private static void assertRefused(Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.PROTOCOL));
    }
}
