package dev.cairn.database;

import java.util.Optional;
import java.util.stream.Stream;

/** The database engines by the names they have in a configuration. */
public enum DatabaseType {
    SQLITE("sqlite"),
    POSTGRES("postgres"),
    MYSQL("mysql");

    private final String configurationName;

    DatabaseType(String configurationName) {
        this.configurationName = configurationName;
    }

    /** Returns the engine of that name in a configuration. */
    public static Optional<DatabaseType> ofConfigurationName(String name) {
        return Stream.of(values()).filter(type -> type.configurationName.equals(name)).findFirst();
    }

    /** Returns the name used in a configuration. */
    public String configurationName() {
        return configurationName;
    }
}
