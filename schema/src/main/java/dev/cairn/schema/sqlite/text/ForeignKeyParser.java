package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.ForeignKey.Action;
import dev.cairn.schema.ForeignKey.Deferral;
import java.util.List;
import java.util.Optional;

/** Reads a foreign key from its REFERENCES on. */
final class ForeignKeyParser {

    private ForeignKeyParser() {}

    static ForeignKey parse(TokenReader reader, Optional<String> name, List<String> columns) {
        reader.expect("REFERENCES");
        String table = reader.name();
        List<String> referenced = reader.at("(") ? reader.namesInParentheses() : List.of();
        Action onDelete = Action.NO_ACTION;
        Action onUpdate = Action.NO_ACTION;
        while (reader.at("ON") || reader.at("MATCH")) {
            if (reader.accept("MATCH")) {
                reader.name();
            } else if (reader.accept("ON", "DELETE")) {
                onDelete = action(reader);
            } else if (reader.accept("ON", "UPDATE")) {
                onUpdate = action(reader);
            } else {
                reader.expect("ON", "INSERT");
                action(reader);
            }
        }
        Deferral deferral = deferral(reader).orElse(Deferral.IMMEDIATE);
        return new ForeignKey(name, columns, table, referenced, onDelete, onUpdate, deferral);
    }

    /** Reads a DEFERRABLE clause if one comes next. */
    static Optional<Deferral> deferral(TokenReader reader) {
        boolean never = reader.at("NOT", "DEFERRABLE");
        if (!never && !reader.at("DEFERRABLE")) {
            return Optional.empty();
        }
        reader.accept("NOT");
        reader.expect("DEFERRABLE");
        boolean deferred = reader.accept("INITIALLY", "DEFERRED");
        reader.accept("INITIALLY", "IMMEDIATE");
        return Optional.of(deferred && !never ? Deferral.DEFERRED : Deferral.IMMEDIATE);
    }

    private static Action action(TokenReader reader) {
        if (reader.accept("SET", "NULL")) {
            return Action.SET_NULL;
        }
        if (reader.accept("SET", "DEFAULT")) {
            return Action.SET_DEFAULT;
        }
        if (reader.accept("CASCADE")) {
            return Action.CASCADE;
        }
        if (reader.accept("RESTRICT")) {
            return Action.RESTRICT;
        }
        reader.expect("NO", "ACTION");
        return Action.NO_ACTION;
    }
}
