package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.sqlite.forms.FullTextArguments;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.List;
import java.util.Optional;

/**
 * A trigger that writes into an external-content index.
 *
 * @param event what fires it
 * @param leavesGhosts whether what it takes out of the index is not what was in it
 */
record FeedingTrigger(Trigger trigger, Event event, boolean leavesGhosts) {

    /** What fires a trigger. */
    enum Event {
        INSERT,
        UPDATE,
        DELETE
    }

    /** Returns the trigger if it writes into that index. */
    static Optional<FeedingTrigger> of(Trigger trigger, FullTextArguments index) {
        List<SqlToken> tokens = SqlTokenizer.tokens(trigger.sql());
        int begin = position(tokens, "BEGIN");
        List<SqlToken> head = tokens.subList(0, begin);
        List<SqlToken> body = tokens.subList(begin, tokens.size());
        boolean feeds =
                body.stream()
                        .anyMatch(t -> t.isName() && Identifier.same(t.unquoted(), index.name()));
        if (!feeds) {
            return Optional.empty();
        }
        Event event = event(head);
        boolean before = head.stream().anyMatch(token -> token.is("BEFORE"));
        boolean ghosts = event != Event.INSERT && leavesGhosts(body, index, before, event);
        return Optional.of(new FeedingTrigger(trigger, event, ghosts));
    }

    /** The name of a trigger can be no such word unless it is quoted. */
    private static Event event(List<SqlToken> head) {
        if (head.stream().anyMatch(token -> token.is("INSERT"))) {
            return Event.INSERT;
        }
        return head.stream().anyMatch(token -> token.is("DELETE")) ? Event.DELETE : Event.UPDATE;
    }

    /**
     * The 'delete' command needs old values of every column. A plain DELETE or UPDATE reads them
     * from the content table, which has them only before the row changes; an index without trigger
     * for the old row at all is another rule's.
     */
    private static boolean leavesGhosts(
            List<SqlToken> body, FullTextArguments index, boolean before, Event event) {
        boolean command =
                body.stream()
                        .anyMatch(t ->
                                t.kind() == Kind.STRING && Identifier.same(t.unquoted(), "delete"));
        if (command) {
            return !index.columns().stream().allMatch(column -> givesOld(body, column));
        }
        return !before && (event == Event.DELETE || writes(body, index.name()));
    }

    private static boolean givesOld(List<SqlToken> body, String column) {
        for (int i = 2; i < body.size(); i++) {
            if (Identifier.same(body.get(i).unquoted(), column)
                    && body.get(i - 1).is(".")
                    && Identifier.same(body.get(i - 2).unquoted(), "old")) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether it deletes from the table or updates it. */
    private static boolean writes(List<SqlToken> body, String table) {
        for (int i = 1; i < body.size(); i++) {
            boolean verb = body.get(i - 1).is("UPDATE") || body.get(i - 1).is("FROM");
            if (verb && Identifier.same(body.get(i).unquoted(), table)) {
                return true;
            }
        }
        return false;
    }

    private static int position(List<SqlToken> tokens, String word) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is(word)) {
                return i;
            }
        }
        return tokens.size();
    }
}
