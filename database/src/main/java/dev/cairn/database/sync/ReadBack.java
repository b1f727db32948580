package dev.cairn.database.sync;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes sure that a changed database is what was declared, and that what should stay is there. */
final class ReadBack {

    private final Dialect dialect;
    private final SchemaDefinition definition;
    private final ComparisonOptions options;
    private final boolean prune;

    ReadBack(
            Dialect dialect,
            SchemaDefinition definition,
            ComparisonOptions options,
            boolean prune) {
        this.dialect = dialect;
        this.definition = definition;
        this.options = options;
        this.prune = prune;
    }

    /**
     * Compares.
     *
     * @param after the schema as it is now
     * @param leftAlone what differed before and was to stay
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} that names what differs
     */
    void require(Schema after, List<Difference> leftAlone) {
        require(after, leftAlone, Set.of());
    }

    /**
     * Compares while some objects wait for steps after the transaction.
     *
     * @param pending the names of these objects, which may still differ
     */
    void require(Schema after, List<Difference> leftAlone, Set<String> pending) {
        List<Difference> found = new SchemaComparator(dialect).compare(after, definition, options);
        List<String> wrong = new ArrayList<>();
        for (Difference difference : found) {
            boolean accepted =
                    leftAlone.stream().anyMatch(left -> isSame(left, difference))
                            || (difference.isLeftAlone() && !prune)
                            || pending.contains(difference.path());
            if (!accepted) {
                wrong.add(describe(difference));
            }
        }
        for (Difference left : leftAlone) {
            if (found.stream().noneMatch(difference -> isSame(left, difference))) {
                wrong.add("'" + left.path() + "' was to stay and is gone");
            }
        }
        if (!wrong.isEmpty()) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "the change was rolled back, because the result differs from the definition: "
                            + String.join("; ", wrong),
                    wrong,
                    null);
        }
    }

    private boolean isSame(Difference left, Difference now) {
        return left.code().equals(now.code())
                && dialect.key(left.path()).equals(dialect.key(now.path()));
    }

    private static String describe(Difference difference) {
        return "'"
                + difference.path()
                + "' ("
                + difference.label()
                + "): declared "
                + difference.declared().orElse("nothing")
                + ", found "
                + difference.live().orElse("nothing");
    }
}
