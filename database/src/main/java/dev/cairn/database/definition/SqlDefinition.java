package dev.cairn.database.definition;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.engine.DefinitionRules;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.Scratch;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.sqlite.text.SqlScript.Statement;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads definitions in SQL. The statements are executed, all of them, in an empty scratch database;
 * what they leave is what is declared. Data has no place there, and what only opens or closes a
 * transaction or changes a setting, as dumps do, is passed over.
 */
final class SqlDefinition {

    private final DefinitionRules rules;
    private final Scratch scratch;
    private final HintComments hints;
    private final Map<String, String> placesByKey = new HashMap<>();

    private SqlDefinition(DefinitionRules rules, Scratch scratch) {
        this.rules = rules;
        this.hints = new HintComments(rules);
        this.scratch = scratch;
    }

    /**
     * A file of SQL.
     *
     * @param name the file, for messages
     * @param text what it holds
     */
    record Source(String name, String text) {}

    static SchemaDefinition read(Engine engine, List<Source> sources, String name) {
        try (Scratch scratch = engine.openScratch(statements(engine.definitionRules(), sources))) {
            SqlDefinition definition = new SqlDefinition(engine.definitionRules(), scratch);
            sources.forEach(definition::run);
            return definition.definition(name);
        }
    }

    /**
     * Returns what will be executed; nothing if a source cannot be cut, which is reported later.
     */
    private static List<String> statements(DefinitionRules rules, List<Source> sources) {
        try {
            return sources.stream()
                    .flatMap(source -> rules.split(source.text()).stream())
                    .filter(statement -> !rules.isPassedOver(statement))
                    .map(Statement::text)
                    .toList();
        } catch (SqlSyntaxException _) {
            return List.of();
        }
    }

    private void run(Source source) {
        try {
            List<Statement> statements = rules.split(source.text());
            statements.forEach(statement -> run(source, statement));
            hints.readBehind(statements, source);
        } catch (SqlSyntaxException e) {
            throw DefinitionErrors.at(
                    source.name() + ":" + e.line(), String.valueOf(e.getMessage()), e);
        }
    }

    private void run(Source source, Statement statement) {
        String place = source.name() + ":" + statement.line();
        Optional<String> other = rules.misunderstood(statement);
        if (other.isPresent()) {
            throw new DatabaseException(DatabaseErrorCode.REFUSED, place + ": " + other.get());
        }
        if (rules.isPassedOver(statement)) {
            hints.read(statement, Optional.empty(), source);
            return;
        }
        Optional<String> reason = rules.forbidden(statement);
        if (reason.isPresent()) {
            throw DefinitionErrors.at(place, reason.get(), null);
        }
        execute(statement, place);
        Optional<String> target = rules.created(statement);
        target.ifPresent(name -> placesByKey.put(Identifier.key(name), place));
        hints.read(statement, target, source);
    }

    private void execute(Statement statement, String place) {
        try {
            scratch.execute(statement.text());
        } catch (DatabaseException e) {
            if (e.code() == DatabaseErrorCode.REFUSED) {
                throw new DatabaseException(e.code(), place + ": " + e.getMessage(), e);
            }
            if (e.code() != DatabaseErrorCode.INVALID_DEFINITION) {
                throw e;
            }
            throw DefinitionErrors.at(place, String.valueOf(e.getMessage()), e);
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
}
