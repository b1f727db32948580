package dev.cairn.index.scan;

import java.util.Locale;

/**
 * Something below the root that is not indexed.
 *
 * @param path its path below the root, with {@code /} between the names
 * @param folder whether it is a folder, with everything in it
 * @param reason why
 * @param rule the rule, number or target behind the reason; empty if the reason says all
 */
public record LeftOut(String path, boolean folder, Reason reason, String rule) {

    /** Why something is not indexed. */
    public enum Reason {
        /** A rule of an ignore file excludes it. */
        IGNORED,
        /** It is over the size limit; only its name is indexed. */
        TOO_LARGE,
        /** It is not text; only its name is indexed. */
        BINARY,
        /** It is a symbolic link. */
        LINK,
        /** It is a device, a pipe or a socket. */
        SPECIAL,
        /** Its name is not UTF-8, so that no path in the index can name it. */
        INVALID_NAME,
        /** It is a repository of its own. */
        NESTED_REPOSITORY,
        /** It is a submodule of the repository. */
        SUBMODULE,
        /** It is a project of its own in the same index. */
        NESTED_PROJECT,
        /** It could not be read. */
        UNREADABLE;

        /** Returns the name under which users know the reason. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
