package dev.cairn.database.sqlite.schema;

import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.List;
import java.util.Locale;

/** The statement that fires a trigger. */
enum TriggerEvent {
    INSERT,
    UPDATE,
    DELETE;

    /** Returns the event that a CREATE TRIGGER statement names. */
    static TriggerEvent of(String createTrigger) {
        List<SqlToken> tokens = SqlTokenizer.tokens(createTrigger);
        int name = 0;
        while (!tokens.get(name).is("TRIGGER")) {
            name++;
        }
        name++;
        if (tokens.get(name).is("IF") && tokens.get(name + 1).is("NOT")) {
            name += 3;
        }
        int behind = tokens.get(name + 1).is(".") ? name + 3 : name + 1;
        return tokens.stream()
                .skip(behind)
                .filter(token -> token.is("INSERT") || token.is("UPDATE") || token.is("DELETE"))
                .findFirst()
                .map(token -> valueOf(token.text().toUpperCase(Locale.ROOT)))
                .orElseThrow();
    }
}
