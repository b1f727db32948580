package dev.cairn.database;

/** The database engines by the names they have in a configuration. */
public enum DatabaseType {
    SQLITE("sqlite"),
    POSTGRES("postgres"),
    MYSQL("mysql");

    private final String configurationName;

    DatabaseType(String configurationName) {
        this.configurationName = configurationName;
    }

    /** Returns the name used in a configuration. */
    public String configurationName() {
        return configurationName;
    }
}
