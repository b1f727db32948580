package dev.cairn.database.verify;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;

/**
 * Asks whether one table or full-text index of a database is in order. Nothing is changed, and no
 * write is kept waiting. Portions add up to a check of a database that is too large to be checked
 * at once.
 *
 * @param object the name of the table or index
 */
public record PortionRequest(String object) implements MaintenanceRequest<VerifyResult> {

    @Override
    public Class<VerifyResult> resultType() {
        return VerifyResult.class;
    }

    @Override
    public Access access() {
        return Access.READ;
    }

    @Override
    public VerifyResult perform(DatabaseDriver database, ProgressListener progress) {
        return Verification.ofPortion(database, object, progress);
    }
}
