package dev.cairn.web.page;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.CheckedFreshness;
import dev.cairn.index.freshness.RefreshLimit;
import dev.cairn.server.process.DoorContext;
import dev.cairn.server.tool.Cancellation;
import dev.cairn.server.tool.IndexPool;
import dev.cairn.server.tool.ProjectTools;
import dev.cairn.server.tool.Tool;
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
    public interface Question<T> {
        T ask(CodeDatabase database, AnswerFreshness freshness);
    }

    /** Answers a question; it is stopped when the browser is gone. */
    public <T> T ask(Cancellation cancellation, Question<T> question) {
        return pool.with(
                cancellation,
                database -> question.ask(database, new CheckedFreshness(database, limit)));
    }

    /** Returns the folder that the server serves first of all. */
    public Path root() {
        return pool.root();
    }

    /** Returns the tool that brings the index up to date. */
    public Tool refresh() {
        return ProjectTools.all(pool).stream()
                .filter(tool -> tool.name().equals("refresh"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        pool.close();
    }
}
