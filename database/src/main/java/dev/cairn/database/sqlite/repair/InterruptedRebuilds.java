package dev.cairn.database.sqlite.repair;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.engine.BrokenObjects;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.engine.Finding.Kind;
import dev.cairn.database.engine.Remedy;
import dev.cairn.database.sqlite.schema.SqliteBrokenObjects;
import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tables that a rebuild put aside or was copying to when it was stopped: {@code temp_x}, {@code
 * new_x} and {@code x_old}. Cairn's own rebuild runs in one transaction and never leaves one.
 *
 * <p>It is certain what to do only if {@code x} is missing, is declared with the columns that the
 * leftover has, and no second leftover could be it.
 */
final class InterruptedRebuilds {

    private final DatabaseDriver driver;
    private final Optional<SchemaDefinition> definition;
    private final Schema live;

    InterruptedRebuilds(DatabaseDriver driver, Optional<SchemaDefinition> definition) {
        this.driver = driver;
        this.definition = definition;
        this.live = driver.inspectSchema();
    }

    /** A table and the one that it was to be. */
    private record Leftover(Table table, String original) {}

    List<Remedy> remedies() {
        List<Leftover> leftovers = leftovers();
        List<Remedy> remedies = new ArrayList<>();
        for (Leftover leftover : leftovers) {
            if (live.table(leftover.original()).isPresent()) {
                undecided(leftover).ifPresent(remedies::add);
            } else if (isWanted(leftover.original())) {
                boolean single = rivals(leftovers, leftover.original()) == 1;
                remedies.add(missing(leftover, single));
            }
        }
        return remedies;
    }

    private static long rivals(List<Leftover> leftovers, String original) {
        return leftovers.stream()
                .filter(other -> Identifier.same(other.original(), original))
                .count();
    }

    private List<Leftover> leftovers() {
        return live.tables().stream()
                .filter(table -> declared(table.name()).isEmpty())
                .flatMap(table ->
                        original(table.name())
                                .map(name -> new Leftover(table, spelled(name)))
                                .stream())
                .toList();
    }

    private static Optional<String> original(String name) {
        String key = Identifier.key(name);
        if (key.startsWith("temp_")) {
            return Optional.of(name.substring("temp_".length()));
        }
        if (key.startsWith("new_")) {
            return Optional.of(name.substring("new_".length()));
        }
        return key.endsWith("_old")
                ? Optional.of(name.substring(0, name.length() - "_old".length()))
                : Optional.empty();
    }

    private Optional<Table> declared(String name) {
        return definition.flatMap(declared -> declared.schema().table(name));
    }

    private String spelled(String name) {
        return declared(name).map(Table::name).orElse(name);
    }

    /**
     * A table may have such a name by chance, so the other table must be missing from the schema.
     */
    private boolean isWanted(String name) {
        return declared(name).isPresent()
                || live.tables().stream()
                        .flatMap(table -> table.foreignKeys().stream())
                        .anyMatch(key -> Identifier.same(key.referencedTable(), name))
                || SqliteBrokenObjects.find(driver).broken().stream()
                        .anyMatch(
                                broken -> broken.reason().contains("no such table: main." + name));
    }

    private Remedy missing(Leftover leftover, boolean single) {
        String name = leftover.table().name();
        boolean fits =
                declared(leftover.original())
                        .filter(table -> columns(table).equals(columns(leftover.table())))
                        .isPresent();
        boolean certain = fits && single && triggersFollow(name);
        String rename = renaming(name, leftover.original());
        return new Remedy(
                new Finding(
                        Kind.INTERRUPTED_REBUILD,
                        name,
                        "the table "
                                + leftover.original()
                                + " is missing and "
                                + name
                                + " is there with "
                                + count(name)
                                + " rows: a rebuild was stopped between two renames"
                                + doubt(fits, single),
                        certain,
                        List.of(rename)),
                () -> rename(rename));
    }

    private String doubt(boolean fits, boolean single) {
        if (!single) {
            return ", but another table could be it too";
        }
        if (fits) {
            return "";
        }
        return definition.isPresent()
                ? ", but its columns are not the declared ones"
                : "; with a definition that declares it this would be certain";
    }

    private static Set<String> columns(Table table) {
        return table.columns().stream()
                .map(Column::name)
                .map(Identifier::key)
                .collect(Collectors.toSet());
    }

    private static String renaming(String from, String to) {
        return "ALTER TABLE " + quote(from) + " RENAME TO " + quote(to);
    }

    private long count(String table) {
        return (Long) driver.queryValue("SELECT count(*) FROM " + quote(table)).orElseThrow();
    }

    /** Both tables exist, so Cairn cannot know which rows are the right ones. */
    private Optional<Remedy> undecided(Leftover leftover) {
        String name = leftover.table().name();
        String original = leftover.original();
        Set<String> own = columns(leftover.table());
        Set<String> others = columns(live.table(original).orElseThrow());
        if (!own.containsAll(others) && !others.containsAll(own)) {
            return Optional.empty();
        }
        return Optional.of(
                Remedy.none(
                        new Finding(
                                Kind.INTERRUPTED_REBUILD,
                                name,
                                "it looks like what a stopped rebuild of "
                                        + original
                                        + " left behind: it has "
                                        + count(name)
                                        + " rows, "
                                        + original
                                        + " has "
                                        + count(original),
                                false,
                                List.of(
                                        "DROP TABLE " + quote(name),
                                        "DROP TABLE "
                                                + quote(original)
                                                + "; "
                                                + renaming(name, original)))));
    }

    /** A trigger on the table itself that is broken now cannot be made again under its new name. */
    private boolean triggersFollow(String table) {
        return SqliteBrokenObjects.find(driver).broken().stream()
                .noneMatch(broken -> !broken.isView() && Identifier.same(broken.table(), table));
    }

    /**
     * SQLite renames a table only if every view and trigger can be read, so those that cannot, for
     * want of this very table, are taken away meanwhile.
     */
    private void rename(String sql) {
        List<String> saved = new ArrayList<>();
        for (BrokenObjects.Broken broken : SqliteBrokenObjects.find(driver).broken()) {
            if (broken.isView()) {
                saved.add(text(broken.table()));
                saved.addAll(triggersOn(broken.table()));
                driver.execute("DROP VIEW " + quote(broken.table()));
            } else {
                for (String trigger : broken.names()) {
                    saved.add(text(trigger));
                    driver.execute("DROP TRIGGER " + quote(trigger));
                }
            }
        }
        driver.execute(sql);
        saved.forEach(statement -> driver.execute(statement));
    }

    private String text(String name) {
        return driver.queryValue("SELECT sql FROM main.sqlite_schema WHERE name = ?", name)
                .orElseThrow()
                .toString();
    }

    private List<String> triggersOn(String view) {
        List<String> texts = new ArrayList<>();
        try (var rows =
                driver.query(
                        "SELECT sql FROM main.sqlite_schema WHERE type = 'trigger'"
                                + " AND tbl_name = ? ORDER BY rowid",
                        view)) {
            while (rows.next()) {
                texts.add(String.valueOf(rows.text(0)));
            }
        }
        return texts;
    }
}
