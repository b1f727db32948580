package dev.cairn.index.statement;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the index's statements that engines write differently. All other statements are the
 * same text on every engine.
 *
 * <p>Conditions on words take an expression of FTS5 as their parameter, in the form that {@link
 * #words} gives it.
 */
public sealed interface IndexStatements permits SqliteStatements, PostgresStatements {

    /** Returns the statements for the engine that a driver is connected to. */
    static IndexStatements of(DatabaseDriver driver) {
        return switch (driver.information().type()) {
            case SQLITE -> SqliteStatements.INSTANCE;
            case POSTGRES -> PostgresStatements.INSTANCE;
            default ->
                    throw new DatabaseException(
                            DatabaseErrorCode.INVALID_CONFIGURATION,
                            "the code index cannot be kept in '%s'; use SQLite or PostgreSQL"
                                    .formatted(driver.information().location()));
        };
    }

    // --- values ---

    /** Returns the present time as a Julian day. */
    String now();

    /** Returns a subquery of the ids in a parameter such as {@code [1, 2]}. */
    String ids();

    /** Returns a subquery of the texts in a parameter that is a JSON array. */
    String texts();

    /** Returns the larger of two numbers. */
    String larger(String a, String b);

    /** Returns a condition that one text is in another. */
    String contains(String text, String part);

    /** Returns the text that is stored for a text; some engines cannot hold every character. */
    default String stored(String text) {
        return text;
    }

    // --- names and paths ---

    /** Returns a condition that a column is a parameter, in upper or lower case. */
    String sameName(String column);

    /** Returns a condition that two names are equal, which the index over the first one helps. */
    String equalNames(String column, String other);

    /**
     * Returns a condition that a column is one of the texts in a parameter that is a JSON array; it
     * may let the same texts in upper or lower case through. An index over the column serves it.
     */
    String sameNames(String column);

    /**
     * Returns a condition that compares a name, which is not NULL, with a pattern in which a
     * backslash escapes, in upper or lower case. An index over the column serves it if it can.
     */
    String nameFits(String column);

    /** Returns the operator that compares with a pattern, in upper or lower case. */
    String like();

    /** Returns a condition that a path fits the pattern of a parameter. */
    String pathFits(String column);

    /** Returns the parameter of {@link #pathFits} for a pattern with {@code *} and {@code ?}. */
    String pathPattern(String pattern);

    /** Returns whether long texts are made smaller by {@link TextPacker} before they are stored. */
    boolean packsTexts();

    // --- words and trigrams ---

    /** Returns the parameter for a condition on words. */
    String words(String expression);

    /**
     * Returns the parameter for a condition on trigrams.
     *
     * @param alternatives sets of trigrams in lower case; a file must have all of one of them
     */
    String trigrams(List<Set<String>> alternatives);

    /** Returns a condition that a file has what the parameter says, by its words. */
    String filesWithWords();

    /** Returns a condition that a file has what the parameter says, by its trigrams. */
    String filesWithTrigrams();

    /**
     * Returns a query for the ids and scores of pieces that match the first parameter; the lower
     * the score, the better.
     *
     * @param joins what is joined to the piece {@code m}; empty for nothing
     * @param condition what else is required
     */
    String rankedPieces(String joins, String condition);

    /** Returns a query that counts pieces that match the first parameter, up to the second. */
    String countPieces();

    /** Returns the insertion of the words of a piece: its id, then {@link #pieceWords}. */
    String insertPiece();

    /** Returns the values for the words of a piece. */
    List<@Nullable Object> pieceWords(String content, String name, @Nullable String docstring);

    /** Returns the insertion of the words of a file: its id, then {@link #fileWords}. */
    String insertFileWords();

    /** Returns the value for the words of a file. */
    String fileWords(String words);

    /** Returns the insertion of the trigrams of a file: its id, then {@link #fileTrigrams}. */
    String insertFileTrigrams();

    /** Returns the value for the trigrams of a file. */
    String fileTrigrams(String text);

    // --- ids ---

    /**
     * Returns the query that says whose rows a transaction writes, and waits until no other does;
     * empty for an engine with one writer.
     */
    Optional<String> writesFor();

    /**
     * Returns a query for the ids of new files: the id before them, and how many ids belong to the
     * transaction.
     */
    String fileIds();

    /** Returns the query for the ids of new definitions. */
    String definitionIds();

    /** Returns the query for the ids of new pieces. */
    String pieceIds();

    /** Returns the query for the ids of new names. */
    String nameIds();

    /**
     * Returns a query for ids that no symbol of any SCIP index has: a row for each, as many as its
     * parameter says, which is at least 1.
     */
    String symbolIds();

    /** Returns a query that makes {@link #symbolIds} pass over the ids that older versions gave. */
    Optional<String> symbolIdsStart();

    /** Returns a query for the ids and names of those names of a parameter that are known. */
    String knownNames();

    /** Returns a query for the bytes that the index takes. */
    String size();

    /** Returns a query for a number that changes whenever a file is indexed again. */
    String revision();
}
