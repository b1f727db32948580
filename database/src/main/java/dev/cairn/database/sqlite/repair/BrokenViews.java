package dev.cairn.database.sqlite.repair;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.engine.BrokenObjects;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.engine.Finding.Kind;
import dev.cairn.database.engine.Remedy;
import dev.cairn.database.sqlite.schema.SqliteBrokenObjects;
import dev.cairn.schema.Identifier;
import java.util.List;

/** Views that cannot be read. Their purpose is unknown, so they are only reported. */
final class BrokenViews {

    private BrokenViews() {}

    static List<Remedy> remedies(DatabaseDriver driver) {
        return SqliteBrokenObjects.find(driver).broken().stream()
                .filter(BrokenObjects.Broken::isView)
                .map(view ->
                        new Finding(
                                Kind.BROKEN_VIEW,
                                view.table(),
                                "the view cannot be read: " + view.reason(),
                                false,
                                List.of(
                                        "DROP VIEW " + Identifier.quote(view.table()),
                                        "cairn schema sync --database FILE --schema FILE")))
                .map(Remedy::none)
                .toList();
    }
}
