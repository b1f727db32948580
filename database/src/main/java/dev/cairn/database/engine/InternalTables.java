package dev.cairn.database.engine;

import dev.cairn.schema.Identifier;
import java.util.List;

/**
 * The tables that Cairn keeps for itself in a database that is not its own. Inspection leaves them
 * out, so that they are never a difference. A name is internal only if it is exactly one of these:
 * a prefix would claim tables of others.
 */
public final class InternalTables {

    /** Version of the schema and other settings, as key and value. */
    public static final String SETTINGS = "_cairn_settings";

    /** Versioned migrations that were run. */
    public static final String HISTORY = "_cairn_history";

    /** Every change, chained by hash. */
    public static final String AUDIT = "_cairn_audit";

    /** Commits that clients of the worker may ask about. */
    public static final String COMMITS = "_worker_commit";

    /** All of them. */
    public static final List<String> NAMES = List.of(SETTINGS, HISTORY, AUDIT, COMMITS);

    private InternalTables() {}

    /** Returns whether a table is one of Cairn's own. */
    public static boolean contains(String table) {
        return NAMES.stream().anyMatch(name -> Identifier.same(name, table));
    }
}
