package dev.cairn.schema;

import java.util.List;
import java.util.Optional;

/**
 * A change of data that belongs to a version of the schema. It runs once, when a database passes
 * that version.
 *
 * @param version the version, such as {@code 1.2.0}
 * @param phase whether it runs before or after the structural steps
 * @param statements SQL statements, one each; empty if {@code method} is given
 * @param method the name of a Java class that does the work; empty if statements are given
 */
public record VersionMigration(
        String version, Phase phase, List<String> statements, Optional<String> method) {

    public VersionMigration {
        statements = List.copyOf(statements);
    }

    /** When a migration runs, relative to the structural steps. */
    public enum Phase {
        BEFORE,
        AFTER
    }
}
