package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.extract.SymbolUse;
import dev.cairn.index.statement.IdBlock;
import dev.cairn.index.statement.IndexStatements;
import dev.cairn.index.statement.JsonList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ids of the names that a batch uses: those that the database has, and new ones. */
final class NameIds {

    private static final long NO_NAME = 0;

    private final Map<String, Long> known = new HashMap<>();
    private final Map<String, Long> added = new LinkedHashMap<>();

    private NameIds() {}

    /** Reads the ids in the open transaction, in which nothing else can add names. */
    static NameIds read(DatabaseDriver driver, List<SymbolUse> uses) {
        NameIds ids = new NameIds();
        Set<String> names = new LinkedHashSet<>();
        uses.forEach(use -> {
            names.add(use.name());
            names.add(use.receiver());
        });
        names.remove("");
        if (!names.isEmpty()) {
            ids.read(driver, names);
        }
        return ids;
    }

    private void read(DatabaseDriver driver, Set<String> names) {
        IndexStatements statements = IndexStatements.of(driver);
        try (Rows rows =
                driver.query(
                        statements.knownNames(),
                        JsonList.of(names.stream().map(statements::stored).toList()))) {
            while (rows.next()) {
                known.put(rows.requiredText(1), rows.integer(0));
            }
        }
        names.removeAll(known.keySet());
        if (!names.isEmpty()) {
            IdBlock ids = IdBlock.of(driver, statements.nameIds());
            names.forEach(name -> added.put(name, ids.take(1)));
        }
    }

    /** Returns the id of a name that was asked for; 0 for the empty name. */
    long of(String name) {
        if (name.isEmpty()) {
            return NO_NAME;
        }
        Long id = known.get(name);
        return id == null ? added.getOrDefault(name, NO_NAME) : id;
    }

    /** Returns the names that the database does not have yet. */
    Map<String, Long> added() {
        return added;
    }
}
