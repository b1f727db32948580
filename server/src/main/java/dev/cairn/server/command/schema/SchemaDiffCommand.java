package dev.cairn.server.command.schema;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.StructureView;
import dev.cairn.schema.Difference;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.DatabaseCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import dev.cairn.server.output.Style;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how a database differs from a declared schema. */
@Command(
        name = "diff",
        header = "Show how a database differs from a declared schema.",
        description =
                "What exists but is not declared is shown too, though a sync leaves it alone unless"
                        + " it may prune.",
        footer = {
            "",
            "Examples:",
            "  cairn schema diff --database app.db --schema schema.sql",
            "  cairn schema diff --database app.db --schema schema.sql --check"
        })
public final class SchemaDiffCommand extends DatabaseCommand {

    @Mixin private SchemaOption schema;

    @Option(names = "--check", description = "Exit 4 if there are differences.")
    private boolean check;

    @Option(names = "--strict-order", description = "Treat column order as a difference.")
    private boolean strictOrder;

    public SchemaDiffCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return Access.READ;
    }

    /** What differs, as a document. */
    private record Differences(String schema, List<Entry> differences) {}

    /** One difference, as a document. */
    private record Entry(
            String kind,
            String object,
            Optional<String> member,
            Optional<String> live,
            Optional<String> declared) {

        static Entry of(Difference difference) {
            return new Entry(
                    difference.code().toLowerCase(Locale.ROOT).replace('_', '-'),
                    difference.object(),
                    difference.member(),
                    difference.live(),
                    difference.declared());
        }
    }

    @Override
    protected void readInputs() {
        schema.read(this);
    }

    @Override
    protected ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress) {
        var definition = schema.definition();
        List<Difference> differences =
                StructureView.of(database.driver(), definition)
                        .differences(
                                Engine.of(database.driver()).dialect(),
                                definition,
                                new ComparisonOptions(strictOrder));
        if (output.isJson()) {
            document(
                    output,
                    new Differences(
                            definition.source(), differences.stream().map(Entry::of).toList()));
        } else {
            print(differences, output);
        }
        return check && !differences.isEmpty() ? ExitCode.DIFFERENT : ExitCode.DONE;
    }

    private void print(List<Difference> differences, Output output) {
        Style style = output.style();
        for (Difference difference : differences) {
            String name = difference.label();
            String mark = difference.isLeftAlone() ? style.faint(name) : style.strong(name);
            output.line(mark + "  " + difference.path());
            difference.live().ifPresent(text -> output.text(style.bad("  - " + indented(text))));
            difference
                    .declared()
                    .ifPresent(text -> output.text(style.good("  + " + indented(text))));
        }
        output.line(shownDatabase() + ": " + count(differences));
    }

    private static String count(List<Difference> differences) {
        return differences.isEmpty()
                ? "no differences"
                : differences.size() == 1 ? "1 difference" : differences.size() + " differences";
    }

    private static String indented(String text) {
        return text.replace("\n", "\n    ");
    }
}
