package dev.cairn.database.version;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A version such as {@code 1.10.0}: numbers separated by dots, compared number by number, so that
 * 1.10 comes after 1.9. Missing numbers count as 0: 1.0 and 1.0.0 are the same version.
 */
public final class SchemaVersion implements Comparable<SchemaVersion> {

    private static final Pattern FORM = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    /** A database may hold any text as its version, and some would take minutes to read. */
    private static final int LONGEST = 100;

    private static final Comparator<String> ORDER = Comparator.comparing(SchemaVersion::parse);

    private final String text;
    private final List<BigInteger> parts;

    private SchemaVersion(String text, List<BigInteger> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Returns the version of that text.
     *
     * @throws IllegalArgumentException if the text is no version
     */
    public static SchemaVersion parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'"
                                        + shortened(text)
                                        + "' is no version; a version is numbers separated"
                                        + " by dots, such as 1.4.0"));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** Returns the version of that text, if it is one. */
    public static Optional<SchemaVersion> tryParse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > LONGEST || !FORM.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new SchemaVersion(
                        trimmed, Stream.of(trimmed.split("\\.")).map(BigInteger::new).toList()));
    }

    /** Returns the order of versions given as text. */
    public static Comparator<String> order() {
        return ORDER;
    }

    private BigInteger part(int index) {
        return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
    }

    @Override
    public int compareTo(SchemaVersion other) {
        int length = Math.max(parts.size(), other.parts.size());
        for (int i = 0; i < length; i++) {
            int difference = part(i).compareTo(other.part(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaVersion version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (hash != 0 || parts.get(i).signum() != 0) {
                hash = hash * 31 + parts.get(i).hashCode();
            }
        }
        return hash;
    }

    @Override
    public String toString() {
        return text;
    }
}
