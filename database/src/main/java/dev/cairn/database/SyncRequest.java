package dev.cairn.database;

import dev.cairn.schema.SchemaDefinition;

/**
 * Brings a database to a declared schema.
 *
 * @param definition what is declared
 * @param options how to go about it
 */
public record SyncRequest(SchemaDefinition definition, SyncOptions options)
        implements MaintenanceRequest<SyncResult> {

    @Override
    public Class<SyncResult> resultType() {
        return SyncResult.class;
    }
}
