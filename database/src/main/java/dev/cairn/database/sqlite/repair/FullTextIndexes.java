package dev.cairn.database.sqlite.repair;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.engine.Finding.Kind;
import dev.cairn.database.engine.Remedy;
import dev.cairn.database.sqlite.schema.FullTextIndex;
import dev.cairn.schema.Identifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Full-text indexes that do not agree with their content. The content is the truth and the index
 * follows from it, so it is built again; one without content cannot be.
 */
final class FullTextIndexes {

    private FullTextIndexes() {}

    static List<Remedy> remedies(DatabaseDriver database) {
        List<FullTextIndex> indexes = FullTextIndex.all(database);
        if (indexes.isEmpty()) {
            return List.of();
        }
        Map<FullTextIndex, String> faults = new LinkedHashMap<>();
        FullTextIndex.withWriting(
                database,
                ProgressListener.NONE,
                driver -> {
                    indexes.forEach(index ->
                            index.fault(driver).ifPresent(fault -> faults.put(index, fault)));
                    return faults;
                });
        return faults.entrySet().stream()
                .map(fault -> remedy(database, fault.getKey(), fault.getValue()))
                .toList();
    }

    private static Remedy remedy(DatabaseDriver driver, FullTextIndex index, String fault) {
        Optional<String> obstacle = obstacle(driver, index);
        String name = index.table().name();
        return new Remedy(
                new Finding(
                        Kind.FULL_TEXT_INDEX,
                        name,
                        fault + obstacle.map(reason -> "; " + reason).orElse(""),
                        obstacle.isEmpty(),
                        obstacle.isEmpty()
                                ? List.of(index.rebuild())
                                : List.of("DROP TABLE " + Identifier.quote(name))),
                () -> rebuild(driver, index));
    }

    /** Returns why the index cannot be built again, if it cannot. */
    private static Optional<String> obstacle(DatabaseDriver driver, FullTextIndex index) {
        if (index.contentless()) {
            return Optional.of("it keeps no text from which it could be built again");
        }
        return index.unreadableContent(driver);
    }

    private static void rebuild(DatabaseDriver driver, FullTextIndex index) {
        driver.execute(index.rebuild());
        index.fault(driver)
                .ifPresent(fault -> {
                    throw new DatabaseException(
                            DatabaseErrorCode.CORRUPT, fault + ", also after it was built again");
                });
    }
}
