package dev.cairn.database.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.migration.source.JavaMigration;
import dev.cairn.database.migration.source.MigrationSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // The fixture is set before each test.
class MigrationClassTest {

    private static final MigrationOptions USUAL = MigrationOptions.withoutBackup();

    /** Splits full names into two columns. */
    public static final class SplitNames implements JavaMigration {

        @Override
        public long version() {
            return 5;
        }

        @Override
        public String name() {
            return "split_names";
        }

        @Override
        public String revision() {
            return "1";
        }

        @Override
        public void up(DatabaseDriver database) {
            database.execute("ALTER TABLE people ADD COLUMN first");
            database.execute("ALTER TABLE people ADD COLUMN last");
            List<List<Object>> parts = new ArrayList<>();
            try (Rows rows = database.query("SELECT id, name FROM people")) {
                while (rows.next()) {
                    String[] names = Objects.requireNonNull(rows.text(1)).split(" ", 2);
                    parts.add(List.of(names[0], names[1], rows.integer(0)));
                }
            }
            database.executeBatch("UPDATE people SET first = ?, last = ? WHERE id = ?", parts);
        }

        @Override
        public boolean reversible() {
            return true;
        }

        @Override
        public void down(DatabaseDriver database) {
            database.execute("ALTER TABLE people DROP COLUMN first");
            database.execute("ALTER TABLE people DROP COLUMN last");
        }
    }

    /** What all classes of these tests that go wrong have in common. */
    public abstract static class Wrong implements JavaMigration {

        @Override
        public long version() {
            return 6;
        }

        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public String revision() {
            return "1";
        }
    }

    /** Tries to commit half of its work. */
    public static final class Committing extends Wrong {

        @Override
        public void up(DatabaseDriver database) {
            database.execute("DELETE FROM people");
            database.commit();
        }
    }

    /** Has a fault of its own. */
    public static final class Throwing extends Wrong {

        @Override
        public void up(DatabaseDriver database) {
            database.execute("DELETE FROM people");
            throw new IllegalStateException("no idea");
        }
    }

    /** Uses everything a migration may use. */
    public static final class Savepoints extends Wrong {

        @Override
        public void up(DatabaseDriver database) {
            database.savepoint("s");
            database.execute("DELETE FROM people");
            database.rollbackToSavepoint("s");
            database.releaseSavepoint("s");
            database.execute(
                    "INSERT INTO people(name) VALUES (?)",
                    database.transactionState()
                            + " "
                            + database.information().type()
                            + " "
                            + database.inspectSchema().tables().size());
        }
    }

    /** Cannot be made from outside. */
    static final class Hidden extends Wrong {

        private Hidden() {}

        @Override
        public void up(DatabaseDriver database) {}
    }

    @TempDir Path root;
    private MigrationFixture fixture;

    @BeforeEach
    void open() {
        fixture = new MigrationFixture(root);
        fixture.write(
                1,
                "people",
                """
                CREATE TABLE people(id INTEGER PRIMARY KEY, name);
                INSERT INTO people(name) VALUES ('Ada Lovelace'), ('Grace Brewster Hopper');
                """,
                "DROP TABLE people");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private MigrationManager manager(Class<? extends JavaMigration> type) {
        return new MigrationManager(fixture.driver(), fixture.source().withClasses(List.of(type)));
    }

    @Test
    void aClassRunsUpAndDownAmongFiles() {
        MigrationManager manager = manager(SplitNames.class);

        manager.up(USUAL);
        assertThat(fixture.rows("SELECT first, last FROM people ORDER BY id"))
                .containsExactly("Ada|Lovelace", "Grace|Brewster Hopper");
        assertThat(fixture.rows("SELECT version, name, description FROM _cairn_history"))
                .containsExactly("1|people|people", "5|split_names|split names");
        assertThat(manager.validate().valid()).isTrue();

        manager.down(USUAL);
        assertThat(fixture.rows("SELECT * FROM people WHERE id = 1"))
                .containsExactly("1|Ada Lovelace");
    }

    @Test
    void aClassCannotEndTheTransaction() {
        assertThatThrownBy(() -> manager(Committing.class).up(USUAL))
                .hasMessageContaining("V006__wrong failed and was rolled back")
                .hasMessageContaining("a migration cannot commit");
        assertThat(fixture.objects()).isEmpty();
    }

    @Test
    void everythingAboutTheTransactionIsForbidden() {
        MigrationConversation conversation = new MigrationConversation(fixture.driver());
        List<Runnable> forbidden =
                List.of(
                        () -> conversation.begin(TransactionMode.WRITE),
                        conversation::commit,
                        conversation::rollback,
                        conversation::close,
                        () -> new MigrationManager(conversation, fixture.source()).validate());

        for (Runnable call : forbidden) {
            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.FORBIDDEN));
        }
    }

    @Test
    void whatAClassThrowsIsTheMigrationsFailure() {
        assertThatThrownBy(() -> manager(Throwing.class).up(USUAL))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.MIGRATION_FAILED))
                .hasMessageContaining("MigrationClassTest$Throwing: ")
                .hasMessageContaining("no idea");
        assertThat(fixture.rows("SELECT version, success FROM _cairn_history"))
                .containsExactly("6|0");
    }

    @Test
    void aClassCanUseSavepointsAndLookAround() {
        manager(Savepoints.class).up(USUAL);

        assertThat(fixture.rows("SELECT name FROM people ORDER BY id"))
                .containsExactly("Ada Lovelace", "Grace Brewster Hopper", "WRITE SQLITE 1");
    }

    @Test
    void aClassWithoutAWayBackStopsTheWholeWayBack() {
        manager(Savepoints.class).up(USUAL);

        assertThatThrownBy(() -> manager(Savepoints.class).downTo(0, USUAL))
                .hasMessageContaining("V006__wrong has no way back");
        assertThatThrownBy(() -> new Savepoints().down(fixture.driver()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aClassThatCannotBeUsedIsNamed() {
        assertInvalid("dev.cairn.NoSuchClass", "ClassNotFoundException");
        assertInvalid(Hidden.class.getName(), "NoSuchMethodException");
        assertInvalid("java.lang.Object", "it does not implement JavaMigration");
    }

    private void assertInvalid(String className, String reason) {
        MigrationSource source = new MigrationSource(fixture.folder, List.of(className), false);
        assertThatThrownBy(() -> new MigrationManager(fixture.driver(), source).validate())
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e ->
                                assertThat(e.code())
                                        .isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION))
                .hasMessageContaining(className)
                .hasMessageContaining(reason);
    }
}
