package dev.cairn.worker.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The conversions between storage classes that SQLite makes when a value is read as another
 * (https://www.sqlite.org/c3ref/column_blob.html): of a text the longest beginning that is a
 * number.
 */
final class ValueConversion {

    private static final Pattern INTEGER = Pattern.compile("[ \\t\\n\\f\\r]*([+-]?\\d+)");
    private static final Pattern REAL =
            Pattern.compile("[ \\t\\n\\f\\r]*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)");
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int LEAST_FIXED_EXPONENT = -4;

    private ValueConversion() {}

    static long integer(String text) {
        Matcher matcher = INTEGER.matcher(text);
        if (!matcher.lookingAt()) {
            return 0;
        }
        return new BigInteger(matcher.group(1)).min(MOST).max(LEAST).longValue();
    }

    static double real(String text) {
        Matcher matcher = REAL.matcher(text);
        return matcher.lookingAt() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    /** Writes a number as {@code %!.15g} does, or with 17 digits where 15 are not enough. */
    static String text(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "Inf" : "-Inf";
        }
        if (value == 0) {
            return "0.0";
        }
        int precision = 15;
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact.round(new MathContext(precision));
        if (rounded.doubleValue() != value) {
            precision = 17;
            rounded = exact.round(new MathContext(precision));
        }
        rounded = rounded.stripTrailingZeros();
        String digits = rounded.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - rounded.scale();
        String sign = value < 0 ? "-" : "";
        return sign
                + (exponent < LEAST_FIXED_EXPONENT || exponent >= precision
                        ? scientific(digits, exponent)
                        : fixed(rounded.abs()));
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() > 1 ? digits.substring(1) : "0";
        return "%c.%se%c%02d"
                .formatted(
                        digits.charAt(0), fraction, exponent < 0 ? '-' : '+', Math.abs(exponent));
    }

    private static String fixed(BigDecimal value) {
        String plain = value.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
