package dev.cairn.server.command.schema;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.file.BoundedFile;
import dev.cairn.database.report.LintReport;
import dev.cairn.database.report.LintSource;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.lint.LintFinding;
import dev.cairn.schema.lint.LintOptions;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.lint.LintSeverity;
import dev.cairn.schema.lint.LintText;
import dev.cairn.schema.lint.SchemaLint;
import dev.cairn.schema.lint.SchemaRule;
import dev.cairn.schema.sqlite.SqliteDialect;
import dev.cairn.server.command.CairnCommand;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.command.TargetCommand;
import dev.cairn.server.output.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The linter for schemas: finds what is legal but likely to hurt. */
@Command(
        name = "lint",
        header = "Find common schema mistakes.",
        description = {
            "With --database, also checks the migration plan for obstacles, costs and risks."
                    + " Changes nothing.",
            "Exit 1 if there is an error; warnings and notes do not count."
        },
        footer = {
            "",
            "Examples:",
            "  cairn schema lint --schema schema.sql",
            "  cairn schema lint --schema schema.sql --database app.db",
            "  cairn schema lint --schema schema.sql --format sarif > lint.sarif",
            "  cairn schema lint --schema schema.sql --ignore date-type"
        })
public final class SchemaLintCommand extends CairnCommand {

    /** What can be written. */
    private enum Format {
        TEXT,
        JSON,
        SARIF
    }

    @Option(
            names = "--schema",
            required = true,
            paramLabel = "FILE",
            description = "The declared schema: SQL, YAML or JSON, or a folder of SQL files.")
    private Path file = Path.of("");

    @Option(
            names = "--database",
            paramLabel = "FILE",
            description = "Also plan the way from this database (file or postgres:// URL).")
    private @Nullable String databaseText;

    @Option(
            names = "--prune",
            description = "Look at the plan that drops what exists but is not declared.")
    private boolean prune;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json or sarif. Default: text, or json with --json.")
    private @Nullable Format format;

    @Option(
            names = "--ignore",
            split = ",",
            paramLabel = "CODE",
            description = "Leave this rule out, given by its code; may be repeated.")
    private List<String> ignored = List.of();

    public SchemaLintCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        Path path = resolved(file);
        Set<LintRule> left = rules();
        LintOptions options = new LintOptions(left, LintOptions.usual().manyRows());
        String database = databaseText;
        List<LintFinding> findings =
                database == null
                        ? ofSchema(
                                SchemaFile.read(path), SqliteDialect.INSTANCE.lintRules(), options)
                        : withPlan(database, path, options, output);
        Format usual = output.isJson() ? Format.JSON : Format.TEXT;
        switch (format == null ? usual : format) {
            case TEXT -> output.text(LintText.render(findings));
            case JSON -> output.document(LintReport.document(findings));
            case SARIF -> output.content(LintReport.sarif(findings, source(path)));
        }
        boolean wrong = findings.stream().anyMatch(found -> found.severity() == LintSeverity.ERROR);
        return wrong ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static List<LintFinding> ofSchema(
            SchemaDefinition definition, List<SchemaRule> rules, LintOptions options) {
        return new ArrayList<>(SchemaLint.lint(definition.schema(), rules, options));
    }

    private List<LintFinding> withPlan(
            String named, Path path, LintOptions options, Output output) {
        DatabaseConfiguration database = TargetCommand.configurationOf(named, this);
        if (database.isFile() && !Files.exists(database.path())) {
            throw CommandException.usage(
                    "cannot open database '%s': there is no such file".formatted(database.path()));
        }
        SyncOptions dryRun = new SyncOptions(Optional.empty(), prune, true, false, false, false);
        try (CodeDatabase opened = new ProgramDatabases(output).openForReading(database)) {
            Engine engine = Engine.of(opened.driver());
            SchemaDefinition definition =
                    SchemaFile.read(
                            path, database.isFile() ? Optional.empty() : Optional.of(engine));
            List<LintFinding> findings =
                    ofSchema(definition, engine.dialect().lintRules(), options);
            opened
                    .driver()
                    .perform(new SyncRequest(definition, dryRun), ProgressListener.NONE)
                    .plan()
                    .findings()
                    .stream()
                    .flatMap(finding -> finding.known().stream())
                    .filter(finding -> !options.ignored().contains(finding.rule()))
                    .forEach(findings::add);
            return findings;
        }
    }

    private Set<LintRule> rules() {
        Set<LintRule> rules = new HashSet<>();
        for (String code : ignored) {
            rules.add(rule(code));
        }
        return rules;
    }

    private static LintRule rule(String code) {
        for (LintRule rule : LintRule.values()) {
            if (rule.code().equals(code)) {
                return rule;
            }
        }
        throw CommandException.usage(
                "there is no rule '%s'; the rules are %s"
                        .formatted(
                                code,
                                Arrays.stream(LintRule.values())
                                        .map(LintRule::code)
                                        .collect(Collectors.joining(", "))));
    }

    private LintSource source(Path path) {
        String uri = file.toString().replace('\\', '/');
        if (!path.toString().endsWith(".sql")) {
            return LintSource.of(uri);
        }
        try {
            return LintSource.ofSql(uri, BoundedFile.text(path, BoundedFile.TEXT_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + path + "'", e);
        }
    }
}
