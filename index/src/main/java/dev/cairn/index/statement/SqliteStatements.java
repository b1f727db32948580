package dev.cairn.index.statement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements for SQLite, with its full-text indexes (https://www.sqlite.org/fts5.html). */
final class SqliteStatements implements IndexStatements {

    static final SqliteStatements INSTANCE = new SqliteStatements();

    // The columns of code_content_fts: content, entity_name, docstring.
    private static final String SCORE = "bm25(code_content_fts, 1.0, 8.0, 2.0)";

    private SqliteStatements() {}

    @Override
    public String now() {
        return "julianday('now')";
    }

    @Override
    public String ids() {
        return "(SELECT value FROM json_each(?))";
    }

    @Override
    public String texts() {
        return ids();
    }

    @Override
    public String larger(String a, String b) {
        return "max(" + a + ", " + b + ")";
    }

    @Override
    public String contains(String text, String part) {
        return "instr(" + text + ", " + part + ") > 0";
    }

    @Override
    public String sameName(String column) {
        return column + " = ? COLLATE NOCASE";
    }

    @Override
    public String sameNames(String column) {
        return column + " COLLATE NOCASE IN " + texts();
    }

    @Override
    public String equalNames(String column, String other) {
        return column + " = " + other + " COLLATE NOCASE AND " + column + " = " + other;
    }

    @Override
    public String nameFits(String column) {
        return column + " LIKE ? ESCAPE '\\'";
    }

    @Override
    public String like() {
        return "LIKE";
    }

    @Override
    public String pathFits(String column) {
        return column + " GLOB ?";
    }

    @Override
    public String pathPattern(String pattern) {
        return pattern.replace("[", "[[]");
    }

    @Override
    public boolean packsTexts() {
        return true;
    }

    @Override
    public String words(String expression) {
        return expression;
    }

    @Override
    public String trigrams(List<Set<String>> alternatives) {
        return alternatives.stream()
                .map(all ->
                        all.stream()
                                .map(trigram -> Trigrams.words(trigram))
                                .collect(Collectors.joining(" AND ", "(", ")")))
                .collect(Collectors.joining(" OR "));
    }

    @Override
    public String filesWithWords() {
        return "f.id IN (SELECT rowid FROM files_fts WHERE files_fts MATCH ?)";
    }

    @Override
    public String filesWithTrigrams() {
        return "f.id IN (SELECT rowid FROM files_trigrams WHERE files_trigrams MATCH ?)";
    }

    @Override
    public String rankedPieces(String joins, String condition) {
        return "SELECT code_content_fts.rowid AS id, "
                + SCORE
                + " AS score FROM code_content_fts"
                + joins.replace("m.id", "code_content_fts.rowid")
                + " WHERE code_content_fts MATCH ?"
                + condition
                + " LIMIT ?";
    }

    @Override
    public String countPieces() {
        return "SELECT count(*) FROM (SELECT 1 FROM code_content_fts"
                + " WHERE code_content_fts MATCH ? LIMIT ?)";
    }

    @Override
    public String insertPiece() {
        return "INSERT INTO code_content_fts (rowid, content, entity_name, docstring)"
                + " VALUES (?, ?, ?, ?)";
    }

    @Override
    public String insertFileWords() {
        return "INSERT INTO files_fts (rowid, words) VALUES (?, ?)";
    }

    @Override
    public String insertFileTrigrams() {
        return "INSERT INTO files_trigrams (rowid, trigrams) VALUES (?, ?)";
    }

    @Override
    public List<@Nullable Object> pieceWords(
            String content, String name, @Nullable String docstring) {
        return Arrays.asList(content, name, docstring);
    }

    @Override
    public String fileWords(String words) {
        return words;
    }

    @Override
    public String fileTrigrams(String text) {
        return Trigrams.words(text);
    }

    @Override
    public Optional<String> writesFor() {
        return Optional.empty();
    }

    @Override
    public String fileIds() {
        return after("(SELECT seq FROM sqlite_sequence WHERE name = 'files')");
    }

    @Override
    public String definitionIds() {
        return after("(SELECT max(id) FROM definitions)");
    }

    @Override
    public String pieceIds() {
        return after("(SELECT seq FROM sqlite_sequence WHERE name = 'code_content')");
    }

    /** One transaction writes at a time, so all ids behind the last one are free. */
    private static String after(String last) {
        return "SELECT coalesce(" + last + ", 0), " + Long.MAX_VALUE;
    }

    @Override
    public String symbolIds() {
        return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                + " SELECT (SELECT coalesce(max(id), 0) FROM scip_symbols) + i FROM n";
    }

    @Override
    public Optional<String> symbolIdsStart() {
        return Optional.empty();
    }

    @Override
    public String nameIds() {
        return after("(SELECT max(id) FROM names)");
    }

    @Override
    public String knownNames() {
        return "SELECT n.id, n.name FROM json_each(?) j JOIN names n ON n.name = j.value";
    }

    @Override
    public String size() {
        return "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
    }

    @Override
    public String revision() {
        return "SELECT seq FROM sqlite_sequence WHERE name = 'code_content'";
    }
}
