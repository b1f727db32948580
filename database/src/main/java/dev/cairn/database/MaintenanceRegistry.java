package dev.cairn.database;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/**
 * The closed list of {@link MaintenanceRequest}s: what a name that came over a wire may stand for,
 * and which operation carries a request out.
 */
public final class MaintenanceRegistry {

    private static final MaintenanceRegistry STANDARD = load();

    private final Map<String, MaintenanceOperation<?, ?>> operations;

    private MaintenanceRegistry(Map<String, MaintenanceOperation<?, ?>> operations) {
        this.operations = operations;
    }

    /** Returns all operations on the class path. */
    public static MaintenanceRegistry standard() {
        return STANDARD;
    }

    private static MaintenanceRegistry load() {
        Map<String, MaintenanceOperation<?, ?>> found = new TreeMap<>();
        for (MaintenanceOperation<?, ?> operation :
                ServiceLoader.load(MaintenanceOperation.class)) {
            found.put(name(operation.requestType()), operation);
        }
        return new MaintenanceRegistry(Map.copyOf(found));
    }

    /** Returns the name under which requests of that class are known. */
    public static String name(Class<?> requestType) {
        return requestType.getSimpleName();
    }

    /** Returns the names of all requests. */
    public Set<String> names() {
        return operations.keySet();
    }

    /** Returns the class of the requests of that name. */
    public Optional<Class<? extends MaintenanceRequest<?>>> requestType(String name) {
        return Optional.ofNullable(operations.get(name)).map(MaintenanceOperation::requestType);
    }

    /**
     * Has a request carried out.
     *
     * @throws DatabaseException if the work fails, or nobody carries out such requests
     */
    public <R> R perform(
            MaintenanceRequest<R> request, MaintenanceTarget target, ProgressListener progress) {
        MaintenanceOperation<?, ?> operation = operations.get(name(request.getClass()));
        if (operation == null) {
            throw new DatabaseException(
                    DatabaseErrorCode.FORBIDDEN,
                    "no operation carries out '" + name(request.getClass()) + "'");
        }
        return request.resultType().cast(run(operation, request, target, progress));
    }

    private static <Q extends MaintenanceRequest<R>, R> Object run(
            MaintenanceOperation<Q, R> operation,
            MaintenanceRequest<?> request,
            MaintenanceTarget target,
            ProgressListener progress) {
        return operation.perform(operation.requestType().cast(request), target, progress);
    }
}
