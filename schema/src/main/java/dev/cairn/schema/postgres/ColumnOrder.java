package dev.cairn.schema.postgres;

import dev.cairn.schema.Difference.Aspect;
import dev.cairn.schema.Difference;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.plan.Refusal;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the order of columns, which the server cannot change. */
final class ColumnOrder {

    private ColumnOrder() {}

    static List<Difference> differences(PostgresCatalog live, PostgresCatalog wanted) {
        List<Difference> differences = new ArrayList<>();
        for (PostgresObject table : wanted.objects()) {
            if (table.kind() == ObjectKind.TABLE && live.has(table.id())) {
                List<String> now = common(live, wanted, table.id());
                List<String> then = common(wanted, live, table.id());
                if (!now.equals(then)) {
                    differences.add(
                            new Difference(
                                    ObjectKind.TABLE,
                                    Difference.Change.CHANGED,
                                    Aspect.ORDER,
                                    table.id().owner(),
                                    Optional.empty(),
                                    Optional.of(String.join(", ", now)),
                                    Optional.of(String.join(", ", then))));
                }
            }
        }
        return differences;
    }

    static List<Refusal> refusals(PostgresCatalog live, PostgresCatalog wanted) {
        return differences(live, wanted).stream()
                .map(difference ->
                        new Refusal(
                                difference.path(),
                                "the server cannot change the order of columns",
                                "leave --strict-order out, or declare the order that is there"))
                .toList();
    }

    private static List<String> common(PostgresCatalog of, PostgresCatalog other, ObjectId table) {
        return of.parts(table, ObjectKind.COLUMN).stream()
                .filter(column -> other.has(column.id()))
                .map(column -> column.id().name())
                .toList();
    }
}
