package dev.cairn.web.page;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.CheckedFreshness;
import dev.cairn.index.freshness.RefreshLimit;
import dev.cairn.server.process.DoorContext;
import dev.cairn.server.tool.Cancellation;
import dev.cairn.server.tool.IndexPool;
import java.nio.file.Path;

/** The index as the pages ask it: several at once, each on a connection of its own. */
public final class PageIndex implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final IndexPool pool;
    private final RefreshLimit limit;

    /** Makes the access to the index of a server. */
    public PageIndex(DoorContext context) {
        Path root = context.settings().folders().getFirst();
        this.pool = new IndexPool(root, () -> context.openDatabase("page"), CONNECTIONS);
        this.limit = context.readOnly() ? RefreshLimit.REPORT_ONLY : RefreshLimit.STANDARD;
    }

    /** A question to the index. */
    @FunctionalInterface
    interface Question<T> {
        T ask(CodeDatabase database, AnswerFreshness freshness);
    }

    /** Answers a question; it is stopped when the browser is gone. */
    <T> T ask(Cancellation cancellation, Question<T> question) {
        return pool.with(
                cancellation,
                database -> question.ask(database, new CheckedFreshness(database, limit)));
    }

    @Override
    public void close() {
        pool.close();
    }
}
