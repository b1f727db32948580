package dev.cairn.database.verify;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;

/**
 * A request to check one table or full-text index. It changes nothing and blocks no writer. The
 * repair worker checks a large database in such portions.
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
