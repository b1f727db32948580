package dev.cairn.server.program;

import dev.cairn.server.command.CairnCommand;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.command.backup.BackupCreateCommand;
import dev.cairn.server.command.backup.BackupGroup;
import dev.cairn.server.command.backup.BackupListCommand;
import dev.cairn.server.command.backup.BackupPruneCommand;
import dev.cairn.server.command.backup.BackupRestoreCommand;
import dev.cairn.server.command.backup.BackupVerifyCommand;
import dev.cairn.server.command.doctor.DoctorCommand;
import dev.cairn.server.command.edit.EditCommand;
import dev.cairn.server.command.edit.UndoCommand;
import dev.cairn.server.command.index.CleanCommand;
import dev.cairn.server.command.index.IndexCommand;
import dev.cairn.server.command.index.WatchCommand;
import dev.cairn.server.command.migrate.MigrateBaselineCommand;
import dev.cairn.server.command.migrate.MigrateDownCommand;
import dev.cairn.server.command.migrate.MigrateGroup;
import dev.cairn.server.command.migrate.MigrateNewCommand;
import dev.cairn.server.command.migrate.MigrateRepairCommand;
import dev.cairn.server.command.migrate.MigrateStatusCommand;
import dev.cairn.server.command.migrate.MigrateUpCommand;
import dev.cairn.server.command.migrate.MigrateValidateCommand;
import dev.cairn.server.command.project.CoverageCommand;
import dev.cairn.server.command.project.DatasetAddCommand;
import dev.cairn.server.command.project.DatasetGroup;
import dev.cairn.server.command.project.DatasetListCommand;
import dev.cairn.server.command.project.DatasetRemoveCommand;
import dev.cairn.server.command.project.ImportGroup;
import dev.cairn.server.command.project.ImportScipCommand;
import dev.cairn.server.command.project.ProjectAddCommand;
import dev.cairn.server.command.project.ProjectGroup;
import dev.cairn.server.command.project.ProjectListCommand;
import dev.cairn.server.command.project.ProjectMoveCommand;
import dev.cairn.server.command.project.ProjectRemoveCommand;
import dev.cairn.server.command.project.ProjectRenameCommand;
import dev.cairn.server.command.project.ReportCommand;
import dev.cairn.server.command.project.TagAddCommand;
import dev.cairn.server.command.project.TagGroup;
import dev.cairn.server.command.project.TagListCommand;
import dev.cairn.server.command.project.TagRemoveCommand;
import dev.cairn.server.command.schema.HistoryCommand;
import dev.cairn.server.command.schema.SchemaDiffCommand;
import dev.cairn.server.command.schema.SchemaGroup;
import dev.cairn.server.command.schema.SchemaInspectCommand;
import dev.cairn.server.command.schema.SchemaLintCommand;
import dev.cairn.server.command.schema.SchemaRepairCommand;
import dev.cairn.server.command.schema.SchemaSyncCommand;
import dev.cairn.server.command.schema.SchemaVerifyCommand;
import dev.cairn.server.command.search.ChangesCommand;
import dev.cairn.server.command.search.DefinitionCommand;
import dev.cairn.server.command.search.ImportsCommand;
import dev.cairn.server.command.search.MapCommand;
import dev.cairn.server.command.search.OutlineCommand;
import dev.cairn.server.command.search.ReferencesCommand;
import dev.cairn.server.command.search.SearchCommand;
import dev.cairn.server.command.search.SimilarCommand;
import dev.cairn.server.command.server.McpCommand;
import dev.cairn.server.command.server.McpInstallCommand;
import dev.cairn.server.command.server.ServeCommand;
import dev.cairn.server.command.server.StatusCommand;
import dev.cairn.server.command.server.StopCommand;
import dev.cairn.server.command.server.WorkersCommand;
import dev.cairn.server.command.vectors.VectorsBuildCommand;
import dev.cairn.server.command.vectors.VectorsGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * All commands by their names. Reading the options of all of them costs more than most commands
 * take, so of each level only the one is made that the arguments name; all are made where they name
 * none, as for help, completion and what is misspelled.
 */
final class CommandTree {

    /** Where neither a terminal nor COLUMNS says how wide a line may be. */
    private static final int USUAL_WIDTH = 80;

    private static final int NARROWEST = 55;
    private static final int WIDEST = 120;
    private static final Set<List<String>> VERSION_ALONE =
            Set.of(List.of("--version"), List.of("-V"));

    private final Surroundings surroundings;

    CommandTree(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Returns the model of the commands that these arguments can mean. */
    CommandLine model(List<String> arguments) {
        CommandLine root = new CommandLine(new RootCommand());
        if (!VERSION_ALONE.contains(arguments)) {
            root.addSubcommand(new HelpCommand());
            add(root, commands(), arguments);
        }
        root.setOut(surroundings.console().output());
        root.setErr(surroundings.console().error());
        root.setColorScheme(CommandLine.Help.defaultColorScheme(colours()));
        setWidth(root);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        return root;
    }

    private void setWidth(CommandLine root) {
        String columns = surroundings.environment().getOrDefault("COLUMNS", "");
        if (columns.matches("[0-9]{1,4}")) {
            root.setUsageHelpWidth(Math.clamp(Integer.parseInt(columns), NARROWEST, WIDEST));
        } else {
            root.setUsageHelpWidth(USUAL_WIDTH);
            root.setUsageHelpAutoWidth(surroundings.console().outputIsTerminal());
        }
    }

    private Ansi colours() {
        boolean shown = surroundings.usualColours().on(surroundings.console().outputIsTerminal());
        return shown ? Ansi.ON : Ansi.OFF;
    }

    private Map<String, Node> commands() {
        Map<String, Node> commands = new LinkedHashMap<>();
        commands.put("index", leaf(() -> new IndexCommand(surroundings)));
        commands.put("search", leaf(() -> new SearchCommand(surroundings)));
        commands.put("similar", leaf(() -> new SimilarCommand(surroundings)));
        commands.put("def", leaf(() -> new DefinitionCommand(surroundings)));
        commands.put("refs", leaf(() -> new ReferencesCommand(surroundings)));
        commands.put("outline", leaf(() -> new OutlineCommand(surroundings)));
        commands.put("imports", leaf(() -> new ImportsCommand(surroundings)));
        commands.put("map", leaf(() -> new MapCommand(surroundings)));
        commands.put("report", leaf(() -> new ReportCommand(surroundings)));
        commands.put("changes", leaf(() -> new ChangesCommand(surroundings)));
        commands.put("serve", leaf(() -> new ServeCommand(surroundings)));
        commands.put("vectors", group(new VectorsGroup(), vectorsCommands()));
        commands.put("watch", leaf(() -> new WatchCommand(surroundings)));
        commands.put("mcp", mcp());
        commands.put("edit", leaf(() -> new EditCommand(surroundings)));
        commands.put("undo", leaf(() -> new UndoCommand(surroundings)));
        commands.put("coverage", leaf(() -> new CoverageCommand(surroundings)));
        commands.put("project", group(new ProjectGroup(), projectCommands()));
        commands.put("tag", group(new TagGroup(), tagCommands()));
        commands.put("dataset", group(new DatasetGroup(), datasetCommands()));
        commands.put(
                "import",
                group(
                        new ImportGroup(),
                        Map.of("scip", leaf(() -> new ImportScipCommand(surroundings)))));
        commands.put("status", leaf(() -> new StatusCommand(surroundings)));
        commands.put("stop", leaf(() -> new StopCommand(surroundings)));
        commands.put("clean", leaf(() -> new CleanCommand(surroundings)));
        commands.put("workers", leaf(() -> new WorkersCommand(surroundings)));
        commands.put("schema", group(new SchemaGroup(), schemaCommands()));
        commands.put("migrate", group(new MigrateGroup(), migrateCommands()));
        commands.put("backup", group(new BackupGroup(), backupCommands()));
        commands.put("doctor", leaf(() -> new DoctorCommand(surroundings)));
        commands.put("history", leaf(() -> new HistoryCommand(surroundings)));
        commands.put("completion", leaf(() -> new CompletionCommand(surroundings)));
        commands.put("complete", leaf(() -> new CompleteCommand(surroundings)));
        commands.put("manual", leaf(() -> new ManualCommand(surroundings)));
        return commands;
    }

    private Node mcp() {
        Map<String, Node> members =
                Map.of("install", leaf(() -> new McpInstallCommand(surroundings)));
        return following -> {
            CommandLine line = new CommandLine(new McpCommand(surroundings));
            add(line, members, following);
            return line;
        };
    }

    private Map<String, Node> projectCommands() {
        Map<String, Node> commands = new LinkedHashMap<>();
        commands.put("list", leaf(() -> new ProjectListCommand(surroundings)));
        commands.put("add", leaf(() -> new ProjectAddCommand(surroundings)));
        commands.put("rename", leaf(() -> new ProjectRenameCommand(surroundings)));
        commands.put("move", leaf(() -> new ProjectMoveCommand(surroundings)));
        commands.put("remove", leaf(() -> new ProjectRemoveCommand(surroundings)));
        return commands;
    }

    private Map<String, Node> tagCommands() {
        Map<String, Node> commands = new LinkedHashMap<>();
        commands.put("add", leaf(() -> new TagAddCommand(surroundings)));
        commands.put("list", leaf(() -> new TagListCommand(surroundings)));
        commands.put("remove", leaf(() -> new TagRemoveCommand(surroundings)));
        return commands;
    }

    private Map<String, Node> datasetCommands() {
        Map<String, Node> commands = new LinkedHashMap<>();
        commands.put("add", leaf(() -> new DatasetAddCommand(surroundings)));
        commands.put("list", leaf(() -> new DatasetListCommand(surroundings)));
        commands.put("remove", leaf(() -> new DatasetRemoveCommand(surroundings)));
        return commands;
    }

    private Map<String, Node> vectorsCommands() {
        return Map.of("build", leaf(() -> new VectorsBuildCommand(surroundings)));
    }

    private Map<String, Node> schemaCommands() {
        Map<String, Node> commands = new LinkedHashMap<>();
        commands.put("diff", leaf(() -> new SchemaDiffCommand(surroundings)));
        commands.put("sync", leaf(() -> new SchemaSyncCommand(surroundings)));
        commands.put("inspect", leaf(() -> new SchemaInspectCommand(surroundings)));
        commands.put("lint", leaf(() -> new SchemaLintCommand(surroundings)));
        commands.put("verify", leaf(() -> new SchemaVerifyCommand(surroundings)));
        commands.put("repair", leaf(() -> new SchemaRepairCommand(surroundings)));
        return commands;
    }

    private Map<String, Node> migrateCommands() {
        Map<String, Node> commands = new LinkedHashMap<>();
        commands.put("new", leaf(() -> new MigrateNewCommand(surroundings)));
        commands.put("status", leaf(() -> new MigrateStatusCommand(surroundings)));
        commands.put("up", leaf(() -> new MigrateUpCommand(surroundings)));
        commands.put("down", leaf(() -> new MigrateDownCommand(surroundings)));
        commands.put("validate", leaf(() -> new MigrateValidateCommand(surroundings)));
        commands.put("baseline", leaf(() -> new MigrateBaselineCommand(surroundings)));
        commands.put("repair", leaf(() -> new MigrateRepairCommand(surroundings)));
        return commands;
    }

    private Map<String, Node> backupCommands() {
        Map<String, Node> commands = new LinkedHashMap<>();
        commands.put("create", leaf(() -> new BackupCreateCommand(surroundings)));
        commands.put("list", leaf(() -> new BackupListCommand(surroundings)));
        commands.put("verify", leaf(() -> new BackupVerifyCommand(surroundings)));
        commands.put("restore", leaf(() -> new BackupRestoreCommand(surroundings)));
        commands.put("prune", leaf(() -> new BackupPruneCommand(surroundings)));
        return commands;
    }

    /** A command, made from the arguments that follow its name. */
    private interface Node {
        CommandLine make(List<String> following);
    }

    private static Node leaf(Supplier<CairnCommand> command) {
        return following -> new CommandLine(command.get());
    }

    private static Node group(CommandGroup group, Map<String, Node> members) {
        return following -> {
            CommandLine line = new CommandLine(group);
            line.addSubcommand(new HelpCommand());
            add(line, members, following);
            return line;
        };
    }

    private static void add(CommandLine parent, Map<String, Node> members, List<String> arguments) {
        String named = arguments.isEmpty() ? "" : arguments.getFirst();
        if (members.containsKey(named)) {
            List<String> following = arguments.subList(1, arguments.size());
            parent.addSubcommand(named, members.get(named).make(following));
        } else {
            members.forEach((name, node) -> parent.addSubcommand(name, node.make(List.of())));
        }
    }
}
