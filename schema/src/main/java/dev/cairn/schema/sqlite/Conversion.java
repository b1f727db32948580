package dev.cairn.schema.sqlite;

import dev.cairn.schema.sqlite.forms.Affinity;
import java.util.Locale;
import java.util.Optional;

/**
 * What happens to a value that moves into a column of another type, as SQL. SQLite converts without
 * a word on the way ('007' becomes 7, a number of 20 digits becomes a REAL), so every value is
 * asked before whether it would come back as it was, and whether it is what the new type means.
 *
 * @param to the affinity of the new column
 * @param strictType the type in upper case if the new table is STRICT; empty otherwise
 */
public record Conversion(Affinity to, String strictType) {

    /** The whole numbers up to which a REAL is exact. */
    private static final String EXACT = "BETWEEN -9007199254740992 AND 9007199254740992";

    public static Conversion into(String type, boolean strict) {
        return new Conversion(
                Affinity.of(type, strict), strict ? type.toUpperCase(Locale.ROOT) : "");
    }

    /** Returns whether a move between these columns can change or refuse a value at all. */
    public static boolean matters(
            String fromType, boolean fromStrict, String toType, boolean toStrict) {
        Affinity from = Affinity.of(fromType, fromStrict);
        Affinity to = Affinity.of(toType, toStrict);
        boolean sameStrictness =
                fromStrict
                        && from == to
                        && (to != Affinity.NONE || fromType.equalsIgnoreCase(toType));
        boolean stricter = toStrict && !sameStrictness;
        boolean narrower =
                to != from
                        && to != Affinity.NONE
                        && !(from == Affinity.INTEGER && to == Affinity.NUMERIC);
        return narrower || (stricter && !toType.equalsIgnoreCase("ANY"));
    }

    /** Returns a condition that holds for a value that would not survive. */
    public String unfit(String value) {
        String v = "(" + value + ")";
        return "CASE typeof(" + v + ")" + unfitByClass(v) + " END";
    }

    private String unfitByClass(String v) {
        String none = " WHEN 'null' THEN 0";
        return switch (to) {
            case TEXT ->
                    none
                            + " WHEN 'text' THEN 0"
                            + " WHEN 'blob' THEN "
                            + (strictType.isEmpty() ? 0 : 1)
                            + (" ELSE CAST(CAST(" + v + " AS TEXT) AS NUMERIC) <> " + v);
            case INTEGER ->
                    none
                            + " WHEN 'integer' THEN 0"
                            + (" WHEN 'real' THEN CAST(" + v + " AS INTEGER) <> " + v)
                            + (" WHEN 'text' THEN " + changed("INTEGER", v))
                            + " ELSE 1";
            case NUMERIC ->
                    " WHEN 'text' THEN "
                            + looksNumeric(v)
                            + " AND "
                            + changed("NUMERIC", v)
                            + " ELSE 0";
            case REAL ->
                    none
                            + " WHEN 'real' THEN 0"
                            + (" WHEN 'integer' THEN NOT " + v + " " + EXACT)
                            + (" WHEN 'text' THEN " + changed("REAL", v))
                            + " ELSE 1";
            case NONE ->
                    strictType.equals("BLOB") ? none + " WHEN 'blob' THEN 0 ELSE 1" : " ELSE 0";
        };
    }

    /** Returns the value as it would be stored; good only for values that are fit. */
    public String stored(String value) {
        String v = "(" + value + ")";
        return switch (to) {
            case TEXT, INTEGER, REAL -> "CAST(" + v + " AS " + to + ")";
            case NUMERIC -> ifNumeric(v, "NUMERIC");
            case NONE -> v;
        };
    }

    /** Returns a computed value as it would be stored, with the affinity of its column. */
    public String computed(String value) {
        return to == Affinity.INTEGER ? "CAST((" + value + ") AS NUMERIC)" : stored(value);
    }

    /** Returns what a column's affinity makes of a value, whether it fits or not. */
    private String converted(String value) {
        String v = "(" + value + ")";
        return switch (to) {
            case TEXT ->
                    "CASE WHEN typeof("
                            + v
                            + ") IN ('integer', 'real') THEN CAST("
                            + v
                            + " AS TEXT) ELSE "
                            + v
                            + " END";
            case INTEGER, NUMERIC -> {
                String number = "CAST(" + v + " AS NUMERIC)";
                String whole = "CAST(" + number + " AS INTEGER)";
                yield "CASE WHEN "
                        + (looksNumeric(v) + " AND " + whole + " = " + number + " THEN " + whole)
                        + (" WHEN " + looksNumeric(v) + " THEN " + number + " ELSE " + v)
                        + " END";
            }
            case REAL -> ifNumeric(v, "REAL");
            case NONE -> v;
        };
    }

    private static String ifNumeric(String v, String type) {
        return "CASE WHEN "
                + looksNumeric(v)
                + " THEN CAST("
                + v
                + " AS "
                + type
                + ") ELSE "
                + v
                + " END";
    }

    /**
     * Returns a condition that holds for a value that a STRICT table does not store even after the
     * column's affinity was applied (https://www.sqlite.org/stricttables.html); empty if it stores
     * any.
     */
    public Optional<String> misfit(String value) {
        String stored =
                switch (strictType) {
                    case "INT", "INTEGER" -> "integer";
                    case "REAL", "TEXT", "BLOB" -> strictType.toLowerCase(Locale.ROOT);
                    default -> "";
                };
        return stored.isEmpty()
                ? Optional.empty()
                : Optional.of("typeof(" + converted(value) + ") NOT IN ('null', '" + stored + "')");
    }

    private static String changed(String type, String v) {
        return "CAST(CAST(" + v + " AS " + type + ") AS TEXT) COLLATE BINARY <> " + v;
    }

    /** A comparison with a number converts a text only if all of it is a number. */
    private static String looksNumeric(String v) {
        return v + " = CAST(" + v + " AS NUMERIC)";
    }
}
