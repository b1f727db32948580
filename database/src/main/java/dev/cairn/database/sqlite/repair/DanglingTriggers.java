package dev.cairn.database.sqlite.repair;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.engine.BrokenObjects.Broken;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.engine.Finding.Kind;
import dev.cairn.database.engine.Remedy;
import dev.cairn.database.sqlite.schema.SqliteBrokenObjects;
import dev.cairn.schema.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Triggers that cannot be run. Triggers that only feed a missing full-text index are dropped,
 * because dropping the index should have dropped them. All others are only reported, because their
 * purpose is unknown.
 */
final class DanglingTriggers {

    private static final Pattern MISSING = Pattern.compile("no such table: (?:main\\.)?(.+?)\\)?$");

    private final DatabaseDriver driver;

    DanglingTriggers(DatabaseDriver driver) {
        this.driver = driver;
    }

    List<Remedy> remedies() {
        List<Remedy> remedies = new ArrayList<>();
        for (Broken broken : SqliteBrokenObjects.find(driver).broken()) {
            if (!broken.isView()) {
                remedies.addAll(remedies(broken));
            }
        }
        return remedies;
    }

    private List<Remedy> remedies(Broken broken) {
        Optional<String> index =
                missingTable(broken.reason()).filter(name -> feedsIndex(broken.table(), name));
        List<Remedy> dangling = new ArrayList<>();
        for (String trigger : broken.names()) {
            if (index.isPresent() && feedsOnly(trigger, index.get())) {
                dangling.add(dangling(trigger, broken, index.get()));
            }
        }
        return dangling.isEmpty() ? List.of(unknown(broken)) : dangling;
    }

    private static Optional<String> missingTable(String reason) {
        Matcher matcher = MISSING.matcher(reason);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Only a full-text index takes commands through a column of its own name. */
    private boolean feedsIndex(String table, String name) {
        return bodies(table).stream().anyMatch(body -> body.commands(name));
    }

    private List<TriggerBody> bodies(String table) {
        List<TriggerBody> bodies = new ArrayList<>();
        try (var rows =
                driver.query(
                        "SELECT sql FROM main.sqlite_schema WHERE type = 'trigger'"
                                + " AND tbl_name = ? COLLATE NOCASE",
                        table)) {
            while (rows.next()) {
                bodies.add(TriggerBody.of(String.valueOf(rows.text(0))));
            }
        }
        return bodies;
    }

    private boolean feedsOnly(String trigger, String index) {
        String sql =
                driver.queryValue(
                                "SELECT sql FROM main.sqlite_schema WHERE type = 'trigger'"
                                        + " AND name = ?",
                                trigger)
                        .orElseThrow()
                        .toString();
        Set<String> targets =
                TriggerBody.of(sql).targets().stream()
                        .map(Identifier::key)
                        .collect(Collectors.toSet());
        return targets.equals(Set.of(Identifier.key(index)));
    }

    private Remedy dangling(String trigger, Broken broken, String index) {
        String sql = "DROP TRIGGER " + Identifier.quote(trigger);
        return new Remedy(
                new Finding(
                        Kind.DANGLING_TRIGGER,
                        trigger,
                        "every "
                                + broken.event()
                                + " on "
                                + broken.table()
                                + " fails, because the trigger feeds the full-text index "
                                + index
                                + ", which was dropped",
                        true,
                        List.of(sql)),
                () -> driver.execute(sql));
    }

    private static Remedy unknown(Broken broken) {
        return Remedy.none(
                new Finding(
                        Kind.BROKEN_TRIGGER,
                        String.join(", ", broken.names()),
                        "every "
                                + broken.event()
                                + " on "
                                + broken.table()
                                + " fails: "
                                + broken.reason(),
                        false,
                        broken.names().stream()
                                .map(name -> "DROP TRIGGER " + Identifier.quote(name))
                                .toList()));
    }
}
