package dev.cairn.database.migration.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a migration's file, {@code V001__initial_schema.up.sql}.
 *
 * @param version the number; zeros before it mean nothing
 * @param digits how many digits it was written with
 * @param name what stands behind it
 * @param up whether the file goes forward
 */
public record MigrationFileName(long version, int digits, String name, boolean up) {

    /** The highest version that the name of a file can have. */
    public static final long HIGHEST_VERSION = 999_999_999_999_999_999L;

    private static final Pattern FORM =
            Pattern.compile("V(\\d{1,18})__([A-Za-z0-9_]+)\\.(up|down)\\.sql");
    private static final Pattern MEANT = Pattern.compile("(?i)v?\\d.*\\.sql|.*\\.(up|down)\\.sql");

    /** Returns what a name says; empty if it is not the name of a migration. */
    public static Optional<MigrationFileName> parse(String fileName) {
        Matcher matcher = FORM.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long version = Long.parseLong(matcher.group(1));
        if (version == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new MigrationFileName(
                        version,
                        matcher.group(1).length(),
                        matcher.group(2),
                        matcher.group(3).equals("up")));
    }

    /** Returns whether a name that could not be read was meant as a migration's. */
    public static boolean isMeant(String fileName) {
        return MEANT.matcher(fileName).matches();
    }

    /** Returns the name as it is written. */
    public String text() {
        return ("V%0" + digits + "d__%s.%s.sql").formatted(version, name, up ? "up" : "down");
    }
}
