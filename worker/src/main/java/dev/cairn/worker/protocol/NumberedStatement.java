package dev.cairn.worker.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Names a statement by the number that the client gave it. The text goes with the first use only; a
 * later text under the same number takes its place.
 *
 * @param number the client's number for it
 * @param sql the text, where it is new to the worker
 */
public record NumberedStatement(int number, @Nullable String sql) {

    void write(BodyWriter out) {
        out.varint(number);
        out.octet(sql == null ? 0 : 1);
        if (sql != null) {
            out.text(sql);
        }
    }

    static NumberedStatement read(BodyReader in) {
        int number = in.varint();
        return switch (in.octet()) {
            case 0 -> new NumberedStatement(number, null);
            case 1 -> new NumberedStatement(number, in.text());
            default -> throw BodyReader.broken("a statement is neither known nor given");
        };
    }
}
