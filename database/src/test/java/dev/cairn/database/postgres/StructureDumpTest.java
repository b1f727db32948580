package dev.cairn.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.sync.SyncRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares what a sync leaves with a database in which the definition was executed, by PostgreSQL's
 * own {@code pg_dump}. The order of columns and statements does not count.
 *
 * <p>Some of the cases by default, as many as {@link StructureCasesTest} does with {@code
 * -Dcairn.thorough=true}, all with {@code -Dcairn.long=true}.
 */
class StructureDumpTest {

    private static final int SHARE = 40;

    /**
     * A table's own columns stay its own when it inherits them; no statement changes that. A
     * comment that a definition does not mention is kept.
     */
    private static final Set<String> KEEPS_MORE =
            Set.of(
                    "tables-more: a table inherits from two",
                    "indexes: a replaced index keeps its comment");

    private static final Path PROGRAM = Path.of("/usr/bin/pg_dump");

    private static @Nullable PostgresServer server;
    private static @Nullable Place changed;
    private static @Nullable Place fresh;

    /** A database of the server, which is cleared before each case. */
    private record Place(PostgresTestDatabase database, PostgresSource source)
            implements AutoCloseable {

        private static Place of(PostgresServer server) {
            PostgresTestDatabase database = server.createDatabase();
            return new Place(database, TestServers.source(database));
        }

        private void clear() {
            try (DatabaseDriver driver = source.openDriver()) {
                driver.execute(ScratchDatabase.CLEAR);
            }
        }

        @Override
        public void close() {
            source.close();
            database.close();
        }
    }

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "pg_dump is not installed");
        PostgresServer started = PostgresServer.startInstalled().orElse(null);
        Assumptions.assumeTrue(started != null, "no PostgreSQL is installed");
        server = started;
        changed = Place.of(Objects.requireNonNull(started));
        fresh = Place.of(started);
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable opened : Arrays.asList(changed, fresh, server)) {
            if (opened instanceof Place place) {
                place.close();
            } else if (opened instanceof PostgresServer running) {
                running.close();
            }
        }
    }

    static List<StructureCase> cases() {
        String only = System.getProperty("cairn.case", "");
        int step = only.isEmpty() ? Rounds.of(SHARE, 3, 1) : 1;
        List<StructureCase> done =
                StructureCase.all().stream()
                        .filter(one -> one.refusal().isEmpty())
                        .filter(one -> one.name().contains(only))
                        .filter(one -> !KEEPS_MORE.contains(one.name()))
                        .toList();
        return IntStream.range(0, done.size())
                .filter(i -> i % step == 0)
                .mapToObj(done::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSyncLeavesWhatTheDefinitionMakes(StructureCase example) {
        Place live = Objects.requireNonNull(changed);
        Place wanted = Objects.requireNonNull(fresh);
        live.clear();
        wanted.clear();
        SyncResult result = sync(example, live);
        Assumptions.assumeTrue(
                result.plan().leftAlone().isEmpty(), "something undeclared was left alone");
        run(example.part("to"), wanted);

        boolean grants = example.part("to").contains("GRANT");
        assertThat(dump(live.database(), grants)).isEqualTo(dump(wanted.database(), grants));
    }

    private static SyncResult sync(StructureCase example, Place place) {
        run(example.part("from"), place);
        run(example.part("rows"), place);
        try (DatabaseDriver driver = place.source().openDriver()) {
            return driver.perform(
                    new SyncRequest(
                            DefinitionReader.readSql(
                                    example.part("to"), "to.sql", Engine.of(driver)),
                            new SyncOptions(
                                    Optional.empty(),
                                    example.has("prune"),
                                    false,
                                    false,
                                    false,
                                    false)),
                    ProgressListener.NONE);
        }
    }

    private static void run(String script, Place place) {
        try (DatabaseDriver driver = place.source().openDriver()) {
            Engine.of(driver)
                    .definitionRules()
                    .split(script)
                    .forEach(statement -> driver.execute(statement.text()));
        }
    }

    /**
     * Returns the statements of a dump in one order.
     *
     * @param grants whether privileges are in it; those that a definition does not mention are kept
     */
    private static String dump(PostgresTestDatabase database, boolean grants) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                PROGRAM.toString(),
                                "--schema-only",
                                "--host=" + database.server().host(),
                                "--port=" + database.server().port(),
                                "--username=" + PostgresServer.USER,
                                database.name()));
        if (!grants) {
            words.add("--no-privileges");
        }
        String text = PostgresPrograms.run(words);
        return Stream.of(text.split(";\n", -1))
                .map(StructureDumpTest::withoutComments)
                .filter(statement -> !statement.isEmpty())
                .map(StructureDumpTest::inOneOrder)
                .sorted()
                .reduce("", (one, other) -> one + "\n" + other);
    }

    private static String withoutComments(String statement) {
        return statement
                .lines()
                .filter(line -> !line.startsWith("--") && !line.startsWith("\\"))
                .reduce("", (one, other) -> one + "\n" + other)
                .strip();
    }

    /** A column that was added later, or an option that was changed, stands behind the others. */
    private static String inOneOrder(String statement) {
        if (!statement.startsWith("CREATE TABLE ")
                && !statement.startsWith("CREATE UNLOGGED TABLE ")) {
            return statement;
        }
        String[] lines = statement.split("\n", -1);
        return Arrays.stream(lines)
                .map(line -> line.replaceFirst(",$", ""))
                .map(StructureDumpTest::withSortedOptions)
                .sorted()
                .reduce("", (one, other) -> one + "\n" + other);
    }

    private static String withSortedOptions(String line) {
        return line.startsWith("WITH (")
                ? Stream.of(line.substring(6, line.length() - 1).split(", "))
                        .sorted()
                        .collect(Collectors.joining(", ", "WITH (", ")"))
                : line;
    }
}
