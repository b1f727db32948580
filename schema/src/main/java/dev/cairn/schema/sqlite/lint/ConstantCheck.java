package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.sqlite.forms.Affinity;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the simple conditions that CHECK constraints mostly are, for one value of one column:
 * comparisons, IN, BETWEEN, IS NULL, length(), joined by AND, OR and NOT. Of anything else it says
 * nothing, so what it says is certain.
 */
final class ConstantCheck {

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    private final List<SqlToken> tokens;
    private final Column column;
    private final @Nullable Object value;
    private int position;

    /** Thrown where the condition is more than is understood here. */
    private static final class NotUnderstoodException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotUnderstoodException() {
            super("not a simple condition", null, false, false);
        }
    }

    private ConstantCheck(List<SqlToken> tokens, Column column, @Nullable Object value) {
        this.tokens = tokens;
        this.column = column;
        this.value = value;
    }

    /**
     * Returns whether the condition is certainly false for the value; NULL is not false.
     *
     * @param literal the value as an SQL literal
     */
    static boolean fails(String condition, Column column, String literal) {
        if (column.collation().isPresent()) {
            return false;
        }
        try {
            Object value = stored(column, literal(SqlTokenizer.tokens(literal)));
            ConstantCheck check = new ConstantCheck(SqlTokenizer.tokens(condition), column, value);
            Boolean result = check.anyOf();
            return check.position == check.tokens.size() && Boolean.FALSE.equals(result);
        } catch (NotUnderstoodException e) {
            return false;
        }
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text.strip()).matches();
    }

    private static @Nullable Object literal(List<SqlToken> tokens) {
        boolean signed = tokens.size() == 2 && (tokens.get(0).is("-") || tokens.get(0).is("+"));
        if (tokens.size() != 1 && !signed) {
            throw new NotUnderstoodException();
        }
        Object literal = literal(tokens.getLast());
        if (!signed) {
            return literal;
        }
        if (!(literal instanceof BigDecimal number)) {
            throw new NotUnderstoodException();
        }
        return tokens.getFirst().is("-") ? number.negate() : number;
    }

    private static @Nullable Object literal(SqlToken token) {
        if (token.is("NULL")) {
            return null;
        }
        if (token.kind() == Kind.STRING) {
            return token.unquoted();
        }
        if (token.kind() == Kind.NUMBER && isNumber(token.text())) {
            return new BigDecimal(token.text());
        }
        throw new NotUnderstoodException();
    }

    /** A value that its column would convert is left alone. */
    private static @Nullable Object stored(Column column, @Nullable Object value) {
        Affinity affinity = Affinity.of(column.type(), false);
        boolean number = value instanceof BigDecimal;
        boolean converted =
                value != null
                        && ((number && affinity == Affinity.TEXT)
                                || (!number
                                        && affinity != Affinity.TEXT
                                        && affinity != Affinity.NONE));
        if (converted) {
            throw new NotUnderstoodException();
        }
        return value;
    }

    private @Nullable Boolean anyOf() {
        Boolean result = allOf();
        while (accept("OR")) {
            Boolean next = allOf();
            result = negated(and(negated(result), negated(next)));
        }
        return result;
    }

    private @Nullable Boolean allOf() {
        Boolean result = condition();
        while (accept("AND")) {
            result = and(result, condition());
        }
        return result;
    }

    private static @Nullable Boolean and(@Nullable Boolean first, @Nullable Boolean second) {
        if (Boolean.FALSE.equals(first) || Boolean.FALSE.equals(second)) {
            return false;
        }
        return (first == null || second == null) ? null : Boolean.TRUE;
    }

    private static @Nullable Boolean negated(@Nullable Boolean value) {
        return value == null ? null : Boolean.valueOf(!value);
    }

    private @Nullable Boolean condition() {
        if (accept("NOT")) {
            return negated(condition());
        }
        if (accept("(")) {
            Boolean inner = anyOf();
            require(")");
            return inner;
        }
        Object left = operand();
        if (accept("IS")) {
            boolean not = accept("NOT");
            require("NULL");
            return (left == null) != not;
        }
        boolean not = accept("NOT");
        if (accept("IN")) {
            Boolean found = in(left);
            return not ? negated(found) : found;
        }
        if (accept("BETWEEN")) {
            Boolean low = compare(left, ">=", operand());
            require("AND");
            Boolean between = and(low, compare(left, "<=", operand()));
            return not ? negated(between) : between;
        }
        String operator = next().text();
        return compare(left, operator, operand());
    }

    private @Nullable Boolean in(@Nullable Object left) {
        require("(");
        Boolean none = true;
        do {
            none = and(none, compare(left, "<>", operand()));
        } while (accept(","));
        require(")");
        return negated(none);
    }

    private static @Nullable Boolean compare(
            @Nullable Object left, String operator, @Nullable Object right) {
        int order;
        if (left == null || right == null) {
            order = 0;
        } else if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
            order = a.compareTo(b);
        } else if (left instanceof String a && right instanceof String b) {
            order = a.compareTo(b);
        } else {
            throw new NotUnderstoodException();
        }
        boolean result =
                switch (operator) {
                    case "=", "==" -> order == 0;
                    case "<>", "!=" -> order != 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    case ">=" -> order >= 0;
                    default -> throw new NotUnderstoodException();
                };
        return (left == null || right == null) ? null : Boolean.valueOf(result);
    }

    private @Nullable Object operand() {
        SqlToken token = next();
        if (token.is("length") && accept("(")) {
            Object inner = operand();
            require(")");
            return inner == null ? null : lengthOf(inner);
        }
        if (token.is("-")) {
            return literal(List.of(token, next()));
        }
        boolean name = token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME;
        if (name && Identifier.same(token.unquoted(), column.name())) {
            return value;
        }
        return literal(token);
    }

    private static Object lengthOf(Object text) {
        if (!(text instanceof String string)) {
            throw new NotUnderstoodException();
        }
        return BigDecimal.valueOf(string.codePointCount(0, string.length()));
    }

    private SqlToken next() {
        if (position == tokens.size()) {
            throw new NotUnderstoodException();
        }
        return tokens.get(position++);
    }

    private boolean accept(String word) {
        boolean here = position < tokens.size() && tokens.get(position).is(word);
        if (here) {
            position++;
        }
        return here;
    }

    private void require(String word) {
        if (!accept(word)) {
            throw new NotUnderstoodException();
        }
    }
}
