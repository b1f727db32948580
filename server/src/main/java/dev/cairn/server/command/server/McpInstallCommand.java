package dev.cairn.server.command.server;

import dev.cairn.database.file.BoundedFile;
import dev.cairn.database.file.DurableFiles;
import dev.cairn.server.command.CairnCommand;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the entry of Cairn into a client's configuration. */
@Command(
        name = "install",
        header = "Add Cairn to an agent's configuration.",
        description =
                "Adds the entry 'cairn' to the client's file in this project and keeps the other"
                        + " entries. Clients: claude-code (.mcp.json), cursor (.cursor/mcp.json),"
                        + " vscode (.vscode/mcp.json).",
        footer = {
            "",
            "Examples:",
            "  cairn mcp install --client claude-code",
            "  cairn mcp install --client vscode --dry-run"
        })
public final class McpInstallCommand extends CairnCommand {

    /** Where a client keeps its servers. */
    private record Client(String file, String section, boolean typed) {}

    private static final Map<String, Client> CLIENTS = clients();

    @Option(
            names = "--client",
            required = true,
            paramLabel = "NAME",
            description = "claude-code, cursor or vscode.")
    private String name = "";

    @Option(names = "--dry-run", description = "Print the file instead of writing it.")
    private boolean dryRun;

    public McpInstallCommand(Surroundings surroundings) {
        super(surroundings);
    }

    private static Map<String, Client> clients() {
        Map<String, Client> clients = new LinkedHashMap<>();
        clients.put("claude-code", new Client(".mcp.json", "mcpServers", false));
        clients.put("cursor", new Client(".cursor/mcp.json", "mcpServers", false));
        clients.put("vscode", new Client(".vscode/mcp.json", "servers", true));
        return clients;
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        @Nullable Client client = CLIENTS.get(name);
        if (client == null) {
            throw CommandException.usage(
                    "unknown client '%s'; known are %s"
                            .formatted(name, String.join(", ", CLIENTS.keySet())));
        }
        Path file = surroundings().workingFolder().resolve(client.file);
        String text = merged(file, client);
        if (dryRun) {
            output.text(text + "\n");
            return ExitCode.DONE;
        }
        write(file, text);
        output.done("wrote the entry 'cairn' to '%s'".formatted(file));
        return ExitCode.DONE;
    }

    private static String merged(Path file, Client client) {
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build();
        ObjectNode root = mapper.createObjectNode();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            root = existing(mapper, file);
        }
        @Nullable JsonNode section = root.get(client.section);
        if (section != null && !section.isObject()) {
            throw CommandException.refused(
                    "cannot add an entry to '%s': '%s' is not a JSON object"
                            .formatted(file, client.section));
        }
        ObjectNode entry = root.withObjectProperty(client.section).putObject("cairn");
        if (client.typed) {
            entry.put("type", "stdio");
        }
        entry.put("command", launcher());
        entry.putPOJO("args", List.of("mcp"));
        return mapper.writeValueAsString(root);
    }

    private static ObjectNode existing(JsonMapper mapper, Path file) {
        if (Files.isSymbolicLink(file)) {
            throw CommandException.refused(
                    "cannot write '%s': it is a symbolic link".formatted(file));
        }
        try {
            if (mapper.readTree(BoundedFile.textWithoutLinks(file, BoundedFile.RECORD_BYTES))
                    instanceof ObjectNode object) {
                return object;
            }
            throw CommandException.refused(
                    "cannot add an entry to '%s': it does not hold a JSON object".formatted(file));
        } catch (JacksonException e) {
            throw CommandException.refused(
                    "cannot add an entry to '%s': it is not valid JSON (comments and repeated names are not); correct it first"
                            .formatted(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '%s'".formatted(file), e);
        }
    }

    /** Returns the launcher that started this program, or the name it has on the PATH. */
    private static String launcher() {
        String launcher = System.getProperty("cairn.launcher", "cairn");
        return Path.of(launcher).normalize().toString();
    }

    private static void write(Path file, String text) {
        Path folder = Objects.requireNonNull(file.getParent());
        if (Files.isSymbolicLink(folder)) {
            throw CommandException.refused(
                    "cannot write '%s': the folder is a symbolic link".formatted(file));
        }
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createFile(file);
            }
            Set<PosixFilePermission> permissions =
                    Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            // Follows no link, whatever a checkout has put next to the file.
            DurableFiles.write(file, text + "\n");
            Files.setPosixFilePermissions(file, permissions);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write '%s'".formatted(file), e);
        }
    }
}
