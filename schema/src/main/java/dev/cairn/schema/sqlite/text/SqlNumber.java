package dev.cairn.schema.sqlite.text;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one spelling of a number among the many that SQLite takes for the same value. */
final class SqlNumber {

    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX](_?[0-9a-fA-F])+");
    private static final Pattern INTEGER = Pattern.compile("[0-9](_?[0-9])*");
    private static final Pattern REAL =
            Pattern.compile(
                    "([0-9](_?[0-9])*\\.?([0-9](_?[0-9])*)?|\\.[0-9](_?[0-9])*)"
                            + "([eE][+-]?[0-9](_?[0-9])*)?");

    private SqlNumber() {}

    /** Returns the spelling of a number's value, or empty if the text is not a number. */
    static Optional<String> parse(String text) {
        String digits = text.replace("_", "");
        if (INTEGER.matcher(text).matches()) {
            return Optional.of(integer(new BigInteger(digits), digits));
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return hexadecimal(digits);
        }
        return REAL.matcher(text).matches()
                ? Optional.of(String.valueOf(Double.parseDouble(digits)))
                : Optional.empty();
    }

    /** An integer too large for 64 bits is a floating-point number. */
    private static String integer(BigInteger value, String digits) {
        return value.compareTo(LARGEST) <= 0
                ? value.toString()
                : String.valueOf(Double.parseDouble(digits));
    }

    /** Sixteen hexadecimal digits are the bits of a signed integer; more are an error. */
    private static Optional<String> hexadecimal(String text) {
        String digits = text.substring(2).replaceFirst("^0+(?=.)", "");
        return digits.length() > 16
                ? Optional.empty()
                : Optional.of(String.valueOf(Long.parseUnsignedLong(digits, 16)));
    }
}
