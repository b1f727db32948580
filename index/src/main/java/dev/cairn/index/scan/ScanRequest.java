package dev.cairn.index.scan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to scan.
 *
 * @param root the folder that paths begin at; absolute, without symbolic links
 * @param paths the files and folders below it that are looked at; {@code ""} is the whole root
 * @param maxFileBytes the largest length of a file that is read
 * @param otherProjects folders that are projects of their own; absolute
 * @param environment the environment variables, where git's settings may be
 */
public record ScanRequest(
        Path root,
        List<String> paths,
        long maxFileBytes,
        Set<Path> otherProjects,
        Map<String, String> environment) {

    public ScanRequest {
        paths = List.copyOf(paths);
        otherProjects = Set.copyOf(otherProjects);
        environment = Map.copyOf(environment);
    }

    /** Returns a request for everything below a root. */
    public static ScanRequest of(Path root, long maxFileBytes) {
        return new ScanRequest(root, List.of(""), maxFileBytes, Set.of(), System.getenv());
    }

    /** Returns the same request for some paths only. */
    public ScanRequest withPaths(List<String> some) {
        return new ScanRequest(root, some, maxFileBytes, otherProjects, environment);
    }

    /** Returns the same request with projects inside that are left out. */
    public ScanRequest withOtherProjects(Set<Path> others) {
        return new ScanRequest(root, paths, maxFileBytes, others, environment);
    }

    /** Returns whether only some paths are looked at. */
    boolean isPartial() {
        return !paths.equals(List.of(""));
    }
}
