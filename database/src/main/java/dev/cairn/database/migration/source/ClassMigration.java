package dev.cairn.database.migration.source;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import org.jspecify.annotations.Nullable;

/** A migration that a {@link JavaMigration} carries out. */
public record ClassMigration(JavaMigration code) implements Migration {

    /**
     * Makes the migration that a class implements.
     *
     * @throws DatabaseException if there is no such class, or it is no migration
     */
    public static ClassMigration load(String className) {
        try {
            Object made =
                    Class.forName(className, true, Thread.currentThread().getContextClassLoader())
                            .getConstructor()
                            .newInstance();
            if (made instanceof JavaMigration code) {
                return new ClassMigration(code);
            }
            throw unusable(className, "it does not implement JavaMigration", null);
        } catch (ReflectiveOperationException e) {
            throw unusable(className, e.toString(), e);
        }
    }

    private static DatabaseException unusable(
            String className, String reason, @Nullable Exception cause) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                "cannot use migration class '" + className + "': " + reason,
                cause);
    }

    @Override
    public long version() {
        return code.version();
    }

    @Override
    public String name() {
        return code.name();
    }

    @Override
    public String description() {
        return code.name().replace('_', ' ');
    }

    @Override
    public String checksum() {
        return Checksum.of(code.getClass().getName() + "\n" + code.revision());
    }

    @Override
    public boolean reversible() {
        return code.reversible();
    }

    @Override
    public String location() {
        return code.getClass().getName();
    }
}
