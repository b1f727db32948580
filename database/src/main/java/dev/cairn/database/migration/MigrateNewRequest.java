package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceRequest;
import dev.cairn.schema.SchemaDefinition;
import java.util.Optional;

/**
 * Writes the two files of a new migration with the next free number.
 *
 * @param source the folder that they go into, and what is there already
 * @param name what the migration does, such as {@code add_tags}
 * @param definition the schema to come to, from which both files are filled; empty to write files
 *     that a person fills
 */
public record MigrateNewRequest(
        MigrationSource source, String name, Optional<SchemaDefinition> definition)
        implements MaintenanceRequest<MigrationFiles> {

    @Override
    public Class<MigrationFiles> resultType() {
        return MigrationFiles.class;
    }
}
