package dev.cairn.database;

import org.jspecify.annotations.Nullable;

/**
 * The values that a statement takes. What no driver could give back as it was is refused instead of
 * being changed: NaN, which SQLite stores as NULL, and text with half a surrogate pair, which has
 * no UTF-8 form.
 */
public final class ParameterValues {

    private ParameterValues() {}

    /**
     * Returns the value as {@code null}, Long, Double, String or byte[].
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_STATEMENT} if it cannot be
     *     stored
     */
    public static @Nullable Object checked(@Nullable Object value) {
        // No switch over classes, which generates a class when it is first run.
        if (value == null || value instanceof Long || value instanceof byte[]) {
            return value;
        }
        if (value instanceof String text) {
            return checkedText(text);
        }
        if (value instanceof Double number) {
            return checkedReal(number);
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        throw refused("a value of " + value.getClass().getName());
    }

    private static Double checkedReal(Double number) {
        if (number.isNaN()) {
            throw refused("NaN, which the database would store as NULL");
        }
        return number;
    }

    private static String checkedText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isHighSurrogate(text.charAt(i))
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw refused("text with half a surrogate pair at index " + i);
                }
                i++;
            }
        }
        return text;
    }

    private static DatabaseException refused(String what) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_STATEMENT,
                "cannot bind "
                        + what
                        + "; a parameter is null, an integer, a finite or infinite number, text or"
                        + " bytes");
    }
}
