package dev.cairn.database.maintenance;

import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.audit.HistoryNoteRequest;
import dev.cairn.database.audit.HistoryRequest;
import dev.cairn.database.backup.BackupCreateRequest;
import dev.cairn.database.backup.BackupListRequest;
import dev.cairn.database.backup.BackupPruneRequest;
import dev.cairn.database.backup.BackupVerifyRequest;
import dev.cairn.database.backup.RestoreRequest;
import dev.cairn.database.migration.MigrationRequests;
import dev.cairn.database.repair.InterruptedWorkRequest;
import dev.cairn.database.repair.RepairRequest;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.database.verify.PortionRequest;
import dev.cairn.database.verify.VerifyRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The requests that a worker accepts from its clients, by name. A request that is not listed runs
 * only in the process that made it.
 */
public final class MaintenanceRegistry {

    private static final Map<String, Class<? extends MaintenanceRequest<?>>> REQUESTS =
            byName(
                    List.of(
                            BackupCreateRequest.class,
                            BackupListRequest.class,
                            BackupPruneRequest.class,
                            BackupVerifyRequest.class,
                            HistoryNoteRequest.class,
                            HistoryRequest.class,
                            InterruptedWorkRequest.class,
                            MigrationRequests.MigrateBaselineRequest.class,
                            MigrationRequests.MigrateDownRequest.class,
                            MigrationRequests.MigrateNewRequest.class,
                            MigrationRequests.MigrateRepairRequest.class,
                            MigrationRequests.MigrateStatusRequest.class,
                            MigrationRequests.MigrateUpRequest.class,
                            MigrationRequests.MigrateValidateRequest.class,
                            PortionRequest.class,
                            RepairRequest.class,
                            RestoreRequest.class,
                            SyncRequest.class,
                            VerifyRequest.class));

    private MaintenanceRegistry() {}

    private static Map<String, Class<? extends MaintenanceRequest<?>>> byName(
            List<Class<? extends MaintenanceRequest<?>>> requests) {
        Map<String, Class<? extends MaintenanceRequest<?>>> byName = new TreeMap<>();
        requests.forEach(request -> byName.put(name(request), request));
        return byName;
    }

    /** Returns the name under which requests of that class are known. */
    public static String name(Class<?> requestType) {
        return requestType.getSimpleName();
    }

    /** Returns the names of all requests. */
    public static Set<String> names() {
        return Set.copyOf(REQUESTS.keySet());
    }

    /** Returns the class of the requests of that name; empty if the name is not on the list. */
    public static Optional<Class<? extends MaintenanceRequest<?>>> requestType(String name) {
        return Optional.ofNullable(REQUESTS.get(name));
    }
}
