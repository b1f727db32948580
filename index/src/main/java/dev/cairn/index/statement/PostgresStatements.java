package dev.cairn.index.statement;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements for PostgreSQL: vectors of words with weights, and arrays of trigrams, both under
 * GIN indexes. The words are those that SQLite's index has, so the same files and pieces are found;
 * how they are ranked differs.
 */
final class PostgresStatements implements IndexStatements {

    static final PostgresStatements INSTANCE = new PostgresStatements();

    /** A vector of words cannot be larger than 1 MB; what is longer is data and no source. */
    private static final int MOST_CHARACTERS = 300_000;

    // The weights of D (content), C, B (docstring) and A (name).
    private static final String SCORE = "-ts_rank('{0.125, 0.125, 0.25, 1.0}', m.words, q, 1)";

    private static final String QUERY = "CAST(? AS tsquery) q";

    private PostgresStatements() {}

    @Override
    public String now() {
        return "cairn_julian_day()";
    }

    @Override
    public String ids() {
        return "(SELECT value::bigint FROM json_array_elements_text(CAST(? AS json)))";
    }

    @Override
    public String texts() {
        return "(SELECT value FROM json_array_elements_text(CAST(? AS json)))";
    }

    @Override
    public String larger(String a, String b) {
        return "greatest(" + a + ", " + b + ")";
    }

    @Override
    public String contains(String text, String part) {
        return "strpos(" + text + ", " + part + ") > 0";
    }

    @Override
    public String stored(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    @Override
    public String sameName(String column) {
        return "lower(" + column + ") = lower(?)";
    }

    @Override
    public String sameNames(String column) {
        return column + " IN " + texts();
    }

    @Override
    public String equalNames(String column, String other) {
        return "lower(" + column + ") = lower(" + other + ") AND " + column + " = " + other;
    }

    @Override
    public String nameFits(String column) {
        return "lower(" + column + ") LIKE lower(?) ESCAPE '\\'";
    }

    @Override
    public String like() {
        return "ILIKE";
    }

    @Override
    public String pathFits(String column) {
        return column + " LIKE ?";
    }

    @Override
    public String pathPattern(String pattern) {
        return pattern.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%')
                .replace('?', '_');
    }

    /** The server does it by itself. */
    @Override
    public boolean packsTexts() {
        return false;
    }

    @Override
    public String words(String expression) {
        return TextQuery.ofExpression(expression);
    }

    @Override
    public String trigrams(List<Set<String>> alternatives) {
        return alternatives.stream()
                .map(all -> '"' + Trigrams.array(String.join("\n", all)) + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public String filesWithWords() {
        return "f.id IN (SELECT id FROM files_fts WHERE words @@ CAST(? AS tsquery))";
    }

    @Override
    public String filesWithTrigrams() {
        return "f.id IN (SELECT t.id FROM json_array_elements_text(CAST(? AS json)) a"
                + " JOIN files_trigrams t ON t.trigrams @> CAST(a.value AS integer[]))";
    }

    @Override
    public String rankedPieces(String joins, String condition) {
        return "SELECT m.id, "
                + SCORE
                + " AS score FROM code_content_fts m CROSS JOIN "
                + QUERY
                + joins
                + " WHERE m.words @@ q"
                + condition
                + " LIMIT ?";
    }

    @Override
    public String countPieces() {
        return "SELECT count(*) FROM (SELECT 1 FROM code_content_fts"
                + " WHERE words @@ CAST(? AS tsquery) LIMIT ?) found";
    }

    @Override
    public String insertPiece() {
        return "INSERT INTO code_content_fts (id, words) VALUES (?, ?)";
    }

    @Override
    public String insertFileWords() {
        return "INSERT INTO files_fts (id, words) VALUES (?, ?)";
    }

    @Override
    public String insertFileTrigrams() {
        return "INSERT INTO files_trigrams (id, trigrams) VALUES (?, ?)";
    }

    @Override
    public List<@Nullable Object> pieceWords(
            String content, String name, @Nullable String docstring) {
        StringBuilder vector = new StringBuilder();
        add(name, "1A", vector);
        add(docstring == null ? "" : docstring, "2B", vector);
        add(content, "3", vector);
        return List.of(vector.toString());
    }

    @Override
    public String fileWords(String words) {
        StringBuilder vector = new StringBuilder();
        add(words, "1", vector);
        return vector.toString();
    }

    /** Adds the stems of words, each once, at a place with a weight. */
    private static void add(String words, String place, StringBuilder vector) {
        Set<String> stems = new LinkedHashSet<>();
        for (String word : plain(words).split(" ", -1)) {
            if (!word.isEmpty()) {
                stems.add(PorterStemmer.stem(word));
            }
        }
        for (String stem : stems) {
            if (vector.length() > MOST_CHARACTERS) {
                return;
            }
            vector.append('\'').append(stem).append("':").append(place).append(' ');
        }
    }

    /** Returns words as SQLite's index has them: without accents, letters and digits only. */
    static String plain(String words) {
        boolean ascii = words.chars().allMatch(c -> c < 128);
        if (ascii) {
            return words;
        }
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(words, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .map(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$' ? c : ' ')
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    @Override
    public String fileTrigrams(String text) {
        return Trigrams.array(text);
    }

    @Override
    public Optional<String> writesFor() {
        return Optional.of(
                "SELECT set_config('cairn.project', p, true),"
                        + " pg_advisory_xact_lock(hashtextextended('cairn write ' || p, 0))"
                        + " FROM (SELECT CAST(? AS text) AS p) x");
    }

    @Override
    public String fileIds() {
        return block("files_id");
    }

    @Override
    public String definitionIds() {
        return block("definitions_id");
    }

    @Override
    public String pieceIds() {
        return block("code_content_id");
    }

    private static String block(String sequence) {
        return ("SELECT nextval('%1$s'), (SELECT seqincrement FROM pg_sequence"
                        + " WHERE seqrelid = '%1$s'::regclass)")
                .formatted(sequence);
    }

    /** The sequence gives them, because several machines may import into one database at once. */
    @Override
    public String symbolIds() {
        return "SELECT nextval('scip_symbols_id') FROM generate_series(1, ?)";
    }

    @Override
    public Optional<String> symbolIdsStart() {
        return Optional.of(
                "SELECT setval('scip_symbols_id', m) FROM (SELECT max(id) AS m FROM scip_symbols)"
                        + " AS x WHERE m > (SELECT last_value FROM scip_symbols_id)");
    }

    @Override
    public String nameIds() {
        return block("names_id");
    }

    @Override
    public String knownNames() {
        return "SELECT n.id, n.name FROM json_array_elements_text(CAST(? AS json)) j"
                + " JOIN names n ON n.name = j.value"
                + " AND n.project_id = current_setting('cairn.project')";
    }

    @Override
    public String size() {
        return "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c"
                + " WHERE c.relkind = 'r' AND c.relnamespace ="
                + " (SELECT relnamespace FROM pg_class WHERE oid = 'files'::regclass)";
    }

    @Override
    public String revision() {
        return "SELECT max(id) FROM code_content";
    }
}
