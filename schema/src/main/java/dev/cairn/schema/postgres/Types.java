package dev.cairn.schema.postgres;

import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known of the server's own types. */
final class Types {

    private static final Pattern LIMITED =
            Pattern.compile(
                    "(character varying|character|numeric|bit"
                            + " varying|varbit)(?:\\((\\d+)(?:,(-?\\d+))?\\))?");
    private static final Set<String> OUT_OF_LINE =
            Set.of("text", "bytea", "json", "jsonb", "xml", "tsvector");

    private Types() {}

    /** Returns whether values of one type are stored exactly as those of the other. */
    static boolean keepsRows(String before, String after) {
        if (before.equals(after)) {
            return true;
        }
        Matcher from = LIMITED.matcher(before);
        Matcher to = LIMITED.matcher(after);
        boolean fromLimited = from.matches();
        if (fromLimited && from.group(1).equals("character varying") && after.equals("text")) {
            return true;
        }
        if (before.equals("text") && after.equals("character varying")) {
            return true;
        }
        if (!fromLimited || !to.matches() || !from.group(1).equals(to.group(1))) {
            return false;
        }
        return switch (from.group(1)) {
            case "character varying", "bit varying", "varbit" ->
                    isWider(from.group(2), to.group(2));
            case "numeric" ->
                    to.group(2) == null
                            || (from.group(2) != null
                                    && scale(from).equals(scale(to))
                                    && isWider(from.group(2), to.group(2)));
            default -> false;
        };
    }

    /** Returns whether every value of one type is a value of the other. */
    static boolean holdsAll(String before, String after) {
        return switch (before) {
            case "smallint" -> Set.of("integer", "bigint", "numeric").contains(after);
            case "integer" -> Set.of("bigint", "numeric").contains(after);
            case "bigint" -> after.equals("numeric");
            case "real" -> after.equals("double precision");
            default -> false;
        };
    }

    private static boolean isWider(
            @org.jspecify.annotations.Nullable String from,
            @org.jspecify.annotations.Nullable String to) {
        return to == null || (from != null && Integer.parseInt(to) >= Integer.parseInt(from));
    }

    private static String scale(Matcher numeric) {
        String scale = numeric.group(3);
        return scale == null ? "0" : scale;
    }

    /** Returns whether a value goes from one type to the other only by way of its text. */
    static boolean castsAsText(PostgresObject live, PostgresObject wanted, Situation situation) {
        return usesEnum(live, situation.live()) || usesEnum(wanted, situation.wanted());
    }

    private static boolean usesEnum(PostgresObject column, PostgresCatalog catalog) {
        return column.dependencies().stream()
                .filter(id -> id.kind() == ObjectKind.TYPE)
                .flatMap(id -> catalog.find(id).stream())
                .anyMatch(type -> type.has(Property.LABELS));
    }

    /** Returns how the server stores values of the type of a column if nothing else is said. */
    static String usualStorage(PostgresObject column) {
        String type = column.require(Property.TYPE);
        return type.startsWith("numeric")
                ? "MAIN"
                : OUT_OF_LINE.contains(type) || type.startsWith("character") || type.endsWith("[]")
                        ? "EXTENDED"
                        : "PLAIN";
    }
}
