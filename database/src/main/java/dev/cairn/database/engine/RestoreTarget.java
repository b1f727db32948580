package dev.cairn.database.engine;

/**
 * The database of a server that a backup is restored into.
 *
 * @param name its name; it need not exist
 * @param disconnect whether other sessions that use it are ended
 */
public record RestoreTarget(String name, boolean disconnect) {

    public RestoreTarget {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name must not be empty");
        }
    }
}
