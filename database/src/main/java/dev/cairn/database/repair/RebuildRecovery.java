package dev.cairn.database.repair;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.audit.AuditEntry;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.engine.Remedy;
import dev.cairn.database.verify.CheckedTransaction;
import dev.cairn.schema.SchemaDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * The repair that precedes each sync: if an aborted rebuild of another tool left a table under
 * another name, the sync would create the table again, empty, and its rows would seem lost.
 */
public final class RebuildRecovery {

    private RebuildRecovery() {}

    /**
     * Gives tables their names back where that is certain.
     *
     * @param definition what declares the tables
     * @param record whether it is written into the audit trail
     * @return one line for each table that was found, for people
     */
    public static List<String> recover(
            DatabaseDriver driver, SchemaDefinition definition, boolean record) {
        if (remedies(driver, definition).isEmpty()) {
            return List.of();
        }
        List<AuditEntry> entries = new ArrayList<>();
        List<String> lines =
                CheckedTransaction.run(driver, () -> recover(driver, definition, record, entries));
        entries.forEach(AuditTrail::log);
        return lines;
    }

    private static List<Remedy> remedies(DatabaseDriver driver, SchemaDefinition definition) {
        return Engine.of(driver)
                .repairs()
                .map(repairs -> repairs.interruptedRebuilds(driver, definition))
                .orElse(List.of());
    }

    private static List<String> recover(
            DatabaseDriver driver,
            SchemaDefinition definition,
            boolean record,
            List<AuditEntry> entries) {
        List<String> lines = new ArrayList<>();
        for (Remedy remedy : remedies(driver, definition)) {
            Finding finding = remedy.finding();
            remedy.work().run();
            lines.add(line(finding));
            if (finding.certain() && record) {
                entries.add(
                        AuditTrail.of(driver)
                                .append(
                                        AuditEvent.done(
                                                "repair", finding.object(), 0, finding.message())));
            }
        }
        return lines;
    }

    private static String line(Finding finding) {
        return finding.object()
                + ": "
                + finding.message()
                + (finding.certain() ? "; repaired by " : "; to repair it, choose: ")
                + String.join(", or ", finding.commands());
    }
}
