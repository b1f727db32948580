package dev.cairn.worker.service;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.MaintenanceRequest;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The folders that a client's request may name. What is a path is seen by its type, wherever it
 * stands in a request, so that none can be forgotten.
 */
public final class AllowedFolders {

    private final List<Path> folders;

    /** Allows what is in some folders, which are absolute and need not exist. */
    public AllowedFolders(List<Path> folders) {
        this.folders = folders.stream().map(AllowedFolders::real).distinct().toList();
    }

    /**
     * Checks every path of a request.
     *
     * @return the request with each path resolved, so that what was checked is what is opened
     * @throws DatabaseException with FORBIDDEN if one is relative or outside the folders, symbolic
     *     links resolved, or if other users could put something else in its place
     */
    public <R extends MaintenanceRequest<?>> R resolve(R request) {
        @SuppressWarnings("unchecked") // A record is resolved to a record of its own class.
        R resolved = (R) Objects.requireNonNull(resolved(request));
        return resolved;
    }

    private @Nullable Object resolved(@Nullable Object value) {
        return switch (value) {
            case Path path -> resolve(path);
            case Optional<?> optional -> optional.map(this::resolved);
            case List<?> list -> list.stream().map(this::resolved).toList();
            case Set<?> set -> set.stream().map(this::resolved).collect(Collectors.toSet());
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, each) -> copy.put(key, resolved(each)));
                yield copy;
            }
            case Record record -> resolvedRecord(record);
            case null, default -> value;
        };
    }

    private Record resolvedRecord(Record record) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        boolean changed = false;
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            Object before = valueOf(components[i], record);
            values[i] = resolved(before);
            changed |= !Objects.equals(before, values[i]);
        }
        return changed ? remade(record, types, values) : record;
    }

    private static Record remade(Record record, Class<?>[] types, @Nullable Object[] values) {
        try {
            Constructor<? extends Record> constructor =
                    record.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw unreadable("the paths", record, e);
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw unreadable(component.getName(), record, e);
        }
    }

    private static DatabaseException unreadable(String what, Record record, Exception cause) {
        return new DatabaseException(
                DatabaseErrorCode.INTERNAL,
                "cannot look for paths in %s of %s"
                        .formatted(what, record.getClass().getSimpleName()),
                cause);
    }

    private Path resolve(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw forbidden(path.toUri().toString(), "it is in an archive, or in no file system");
        }
        Path real = real(path);
        Optional<Path> allowed = folders.stream().filter(real::startsWith).findFirst();
        if (!path.isAbsolute() || allowed.isEmpty()) {
            throw forbidden(
                    path.toString(),
                    "a request may name what is in %s; add the folder to \"folders\" of the worker's configuration and stop the worker, or use one of these"
                            .formatted(folders));
        }
        requireUnshared(path, real, allowed.get());
        return real;
    }

    /** A folder that other users may write to could hold a link by the time the path is opened. */
    private static void requireUnshared(Path path, Path real, Path allowed) {
        for (Path folder = real.getParent();
                folder != null && folder.startsWith(allowed);
                folder = folder.getParent()) {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && isShared(folder)) {
                throw forbidden(
                        path.toString(),
                        "other users may write to '%s'; run: chmod o-w '%s'"
                                .formatted(folder, folder));
            }
        }
    }

    private static boolean isShared(Path folder) {
        try {
            return Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                    .contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot look at '" + folder + "': " + FileErrors.reason(e),
                    e);
        }
    }

    private static DatabaseException forbidden(String path, String reason) {
        return new DatabaseException(
                DatabaseErrorCode.FORBIDDEN,
                "the worker may not use '%s': %s".formatted(path, reason));
    }

    /** Resolves the links of as much of a path as exists. */
    private static Path real(Path path) {
        Path normal = path.toAbsolutePath().normalize();
        for (Path existing = normal; existing != null; existing = existing.getParent()) {
            if (Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    return existing.toRealPath().resolve(existing.relativize(normal)).normalize();
                } catch (IOException e) {
                    throw new DatabaseException(
                            DatabaseErrorCode.IO,
                            "cannot resolve '" + path + "': " + FileErrors.reason(e),
                            e);
                }
            }
        }
        return normal;
    }
}
