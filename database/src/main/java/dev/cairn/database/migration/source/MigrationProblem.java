package dev.cairn.database.migration.source;

/**
 * Something that is wrong with the migrations or with the record of what was run.
 *
 * @param kind what is wrong
 * @param version the version; 0 if it has none
 * @param name the migration's name, or the file's if it has none
 * @param message what was found, with the values
 * @param remedy what to do about it
 */
public record MigrationProblem(
        Kind kind, long version, String name, String message, String remedy) {

    /** What can be wrong. */
    public enum Kind {
        /** It has run, and its text is another one now. */
        EDITED(true),
        /** It has run, and neither file nor class is there any more. */
        MISSING(true),
        /** It has not run, though a newer one has. */
        OUT_OF_ORDER(true),
        /** It failed and was rolled back; it runs again next time. */
        FAILED(false),
        /** Two migrations have the same version. */
        DUPLICATE(true),
        /** A number is left out. */
        GAP(false),
        /** The name of a file looks like a migration's but is none. */
        NAME(true),
        /** A way back has no way forward. */
        DOWN_WITHOUT_UP(true);

        private final boolean blocking;

        Kind(boolean blocking) {
            this.blocking = blocking;
        }

        /** Returns whether nothing is run as long as this is so. */
        public boolean blocking() {
            return blocking;
        }
    }

    /** Returns the problem and its remedy in one line. */
    public String line() {
        return message + "; " + remedy;
    }
}
