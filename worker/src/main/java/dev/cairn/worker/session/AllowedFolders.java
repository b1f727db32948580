package dev.cairn.worker.session;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceRequest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @throws DatabaseException with FORBIDDEN if one is relative or outside the folders, symbolic
     *     links resolved
     */
    void require(MaintenanceRequest<?> request) {
        requireWithin(request);
    }

    private void requireWithin(@Nullable Object value) {
        switch (value) {
            case Path path -> require(path);
            case Optional<?> optional -> requireWithin(optional.orElse(null));
            case Collection<?> collection -> collection.forEach(this::requireWithin);
            case Map<?, ?> map -> map.values().forEach(this::requireWithin);
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    requireWithin(valueOf(component, record));
                }
            }
            case null, default -> {
                // It is no path.
            }
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.INTERNAL,
                    "cannot look for paths in %s of %s"
                            .formatted(component.getName(), record.getClass().getSimpleName()),
                    e);
        }
    }

    private void require(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new DatabaseException(
                    DatabaseErrorCode.FORBIDDEN,
                    "the worker may not use '%s': it is in an archive, or in no file system"
                            .formatted(path.toUri()));
        }
        Path real = real(path);
        if (!path.isAbsolute() || folders.stream().noneMatch(real::startsWith)) {
            throw new DatabaseException(
                    DatabaseErrorCode.FORBIDDEN,
                    "the worker may not use '%s': a request may name what is in %s; add the folder to \"folders\" of the worker's configuration and stop the worker, or use one of these"
                            .formatted(path, folders));
        }
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
                            DatabaseErrorCode.IO, "cannot resolve '" + path + "': " + e, e);
                }
            }
        }
        return normal;
    }
}
