package dev.cairn.database;

/**
 * What a driver is connected to.
 *
 * @param type the engine
 * @param engineVersion the engine's own version, such as {@code 3.54.1}
 * @param location the file or address, for people
 * @param ownerProcess the process id of the process that has the database open
 */
public record DatabaseInformation(
        DatabaseType type, String engineVersion, String location, long ownerProcess) {}
