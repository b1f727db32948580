package dev.cairn.schema.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the engine that serves a database.
 *
 * @param major the first number
 * @param minor the second
 * @param patch the third
 */
public record EngineVersion(int major, int minor, int patch) implements Comparable<EngineVersion> {

    private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");

    /** Reads a version such as {@code 3.54.1}; what follows the numbers does not count. */
    public static EngineVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a version");
        }
        String patch = matcher.group(3);
        return new EngineVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                patch == null ? 0 : Integer.parseInt(patch));
    }

    /** Returns whether this version is that one or a later one. */
    public boolean atLeast(int wantedMajor, int wantedMinor, int wantedPatch) {
        return compareTo(new EngineVersion(wantedMajor, wantedMinor, wantedPatch)) >= 0;
    }

    @Override
    public int compareTo(EngineVersion other) {
        if (major != other.major) {
            return Integer.compare(major, other.major);
        }
        return minor != other.minor
                ? Integer.compare(minor, other.minor)
                : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
