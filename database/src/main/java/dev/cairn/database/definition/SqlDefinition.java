package dev.cairn.database.definition;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.engine.Engines;
import dev.cairn.database.engine.Scratch;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.sqlite.text.CreateStatement;
import dev.cairn.schema.sqlite.text.SqlScript;
import dev.cairn.schema.sqlite.text.SqlScript.Statement;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlToken;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads definitions in SQL. The statements are executed, all of them, in an empty scratch database;
 * what they leave is what is declared. Data has no place there, and what only opens or closes a
 * transaction or sets a PRAGMA, as dumps do, is passed over.
 */
final class SqlDefinition {

    private static final Set<String> STRUCTURE = Set.of("CREATE", "ALTER", "DROP");
    private static final Set<String> PASSED_OVER = Set.of("BEGIN", "COMMIT", "END", "PRAGMA");

    private final Scratch scratch;
    private final HintComments hints = new HintComments();
    private final Map<String, String> placesByKey = new HashMap<>();

    private SqlDefinition(Scratch scratch) {
        this.scratch = scratch;
    }

    /**
     * A file of SQL.
     *
     * @param name the file, for messages
     * @param text what it holds
     */
    record Source(String name, String text) {}

    static SchemaDefinition read(List<Source> sources, String name) {
        try (Scratch scratch = Engines.of(DatabaseType.SQLITE).openScratch()) {
            SqlDefinition definition = new SqlDefinition(scratch);
            sources.forEach(definition::run);
            return definition.definition(name);
        }
    }

    private void run(Source source) {
        try {
            List<Statement> statements = SqlScript.split(source.text());
            statements.forEach(statement -> run(source, statement));
            hints.readBehind(statements, source);
        } catch (SqlSyntaxException e) {
            throw DefinitionErrors.at(
                    source.name() + ":" + e.line(), String.valueOf(e.getMessage()), e);
        }
    }

    private void run(Source source, Statement statement) {
        String place = source.name() + ":" + statement.line();
        String first = firstWord(statement);
        if (PASSED_OVER.contains(first)) {
            hints.read(statement, Optional.empty(), source);
            return;
        }
        boolean temporary =
                statement.startsWith("CREATE", "TEMP")
                        || statement.startsWith("CREATE", "TEMPORARY");
        if (!STRUCTURE.contains(first) || temporary) {
            throw DefinitionErrors.at(
                    place,
                    "a definition takes CREATE, ALTER and DROP of lasting objects only, not '"
                            + firstLine(statement)
                            + "'; changes of data belong in a migration",
                    null);
        }
        execute(statement, place);
        Optional<String> target = target(statement);
        target.ifPresent(name -> placesByKey.put(Identifier.key(name), place));
        hints.read(statement, target, source);
    }

    /** A table that is made by a query is refused before the query runs. */
    private void execute(Statement statement, String place) {
        if (readsTable(statement)) {
            throw DefinitionErrors.at(
                    place, "a table is declared by its columns, not by a query", null);
        }
        try {
            scratch.execute(statement.text());
        } catch (DatabaseException e) {
            throw DefinitionErrors.at(place, String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean readsTable(Statement statement) {
        List<SqlToken> code =
                statement.tokens().stream()
                        .filter(token -> token.kind() != SqlToken.Kind.COMMENT)
                        .takeWhile(token -> !token.is("("))
                        .toList();
        return statement.startsWith("CREATE", "TABLE")
                && code.stream().skip(3).anyMatch(token -> token.is("AS"));
    }

    private static Optional<String> target(Statement statement) {
        try {
            return Optional.of(CreateStatement.parse(statement.text()).name());
        } catch (SqlSyntaxException e) {
            return Optional.empty();
        }
    }

    private SchemaDefinition definition(String name) {
        Schema schema = scratch.inspect();
        List<String> problems = DeclaredCheck.problems(declared(schema, name));
        if (!problems.isEmpty()) {
            throw DefinitionErrors.all(problems, null);
        }
        return new SchemaDefinition(hints.version(), schema, hints.hints(schema), List.of(), name);
    }

    private List<Declared> declared(Schema schema, String name) {
        return Stream.of(schema.tables(), schema.indexes())
                .flatMap(List::stream)
                .map(object -> new Declared(object, placeOf(object, name)))
                .toList();
    }

    /** An object that ALTER TABLE renamed has no place of its own. */
    private String placeOf(SchemaObject object, String name) {
        return placesByKey.getOrDefault(Identifier.key(object.name()), name + ": " + object.name());
    }

    private static String firstWord(Statement statement) {
        String text = statement.text();
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toUpperCase(Locale.ROOT);
    }

    private static String firstLine(Statement statement) {
        return statement.text().lines().findFirst().orElse("");
    }
}
