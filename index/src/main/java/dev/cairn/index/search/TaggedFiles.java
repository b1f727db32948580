package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds files by a word of a query that is one of their tags. */
final class TaggedFiles {

    private static final int MOST = 40;

    private final DatabaseDriver driver;
    private final List<Restriction> restrictions;

    TaggedFiles(DatabaseDriver driver, List<Restriction> restrictions) {
        this.driver = driver;
        this.restrictions = restrictions;
    }

    /** Returns the tag that a word names, if a file has it. */
    Optional<String> tag(String word) {
        return driver.queryValue(
                        "SELECT tag FROM file_tags WHERE tag IN (?, ?) LIMIT 1",
                        word,
                        word.toLowerCase(Locale.ROOT))
                .map(Object::toString);
    }

    /** Returns the restrictions together with that to files with a tag. */
    List<Restriction> with(String tag) {
        List<Restriction> all = new ArrayList<>(restrictions);
        all.add(new Restriction(Field.TAG, List.of(tag), false));
        return all;
    }

    /** Returns files with a tag, by their first pieces. */
    List<Found> files(String tag, int tier) {
        FileCondition condition =
                FileCondition.of(IndexStatements.of(driver), with(tag), FileCondition.Of.FILES);
        List<Object> parameters = new ArrayList<>(condition.parameters());
        parameters.add(MOST);
        List<Found> found = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT (SELECT c.id FROM code_content c WHERE c.file_id = f.id"
                                + " ORDER BY c.line, c.id LIMIT 1), "
                                + FileRow.columns(IndexStatements.of(driver))
                                + " FROM files f JOIN projects p ON p.id = f.project_id"
                                + " WHERE f.indexed = 1"
                                + condition.sql()
                                + " ORDER BY f.path LIMIT ?",
                        parameters.toArray())) {
            while (rows.next()) {
                FileRow file = FileRow.read(rows, 1);
                Found.Place line = Found.Place.ofLine(file, 1);
                Found.Place place =
                        new Found.Place(
                                rows.integer(0),
                                0,
                                line.kind(),
                                line.name(),
                                line.qualifiedName(),
                                line.signature(),
                                line.line(),
                                line.exported());
                if (place.piece() > 0) {
                    found.add(new Found(file, place, tier, file.weight(), Optional.empty()));
                }
            }
        }
        return found;
    }
}
