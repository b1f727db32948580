package dev.cairn.distribution;

import java.nio.file.Path;

/** Where the build has put the distribution; Failsafe gives the paths. */
final class Distribution {

    private Distribution() {}

    static Path folder() {
        return property("cairn.distribution.folder");
    }

    static Path launcher() {
        return folder().resolve("bin").resolve("cairn");
    }

    static Path archive() {
        return property("cairn.distribution.archive");
    }

    /** Returns the root of the sources. */
    static Path sources() {
        return property("cairn.sources");
    }

    private static Path property(String name) {
        return Path.of(System.getProperty(name)).toAbsolutePath().normalize();
    }
}
