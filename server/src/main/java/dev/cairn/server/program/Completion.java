package dev.cairn.server.program;

import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.extract.Language;
import dev.cairn.index.language.Languages;
import dev.cairn.index.search.query.SearchMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What can come next on a command line. */
final class Completion {

    private static final Set<String> FILE_LABELS =
            Set.of("FILE", "FOLDER", "PATH", "TREE", "SCHEMA");

    private final CommandLine root;
    private final Function<String, List<String>> stored;
    private final List<Candidate> found = new ArrayList<>();

    /**
     * Makes a completion.
     *
     * @param stored returns the names of a kind, {@code project} or {@code backup}, that this
     *     project has
     */
    Completion(CommandLine root, Function<String, List<String>> stored) {
        this.root = root;
        this.stored = stored;
    }

    /**
     * Returns the candidates for the last of some words.
     *
     * @param words what follows the name of the program, the word to complete last
     */
    List<Candidate> of(List<String> words) {
        CommandLine command = root;
        OptionSpec open = null;
        boolean positional = false;
        for (String word : words.isEmpty() ? words : words.subList(0, words.size() - 1)) {
            if (open != null) {
                open = null;
            } else if (word.startsWith("-")) {
                open = withValue(command, word);
            } else if (!positional && command.getSubcommands().containsKey(word)) {
                CommandLine member = command.getSubcommands().get(word);
                command = member.getCommandSpec().helpCommand() ? command : member;
            } else {
                positional = true;
            }
        }
        String last = words.isEmpty() ? "" : words.getLast();
        if (open != null) {
            addValues(open, open.longestName());
        } else if (last.startsWith("-")) {
            addOptions(command.getCommandSpec());
        } else {
            addMembers(command, positional);
        }
        return found.stream()
                .filter(one -> one.equals(Candidate.FILES) || one.text().startsWith(last))
                .filter(Candidate::isHarmless)
                .toList();
    }

    private static @Nullable OptionSpec withValue(CommandLine command, String word) {
        OptionSpec option = command.getCommandSpec().findOption(word);
        return option != null && option.arity().max() > 0 ? option : null;
    }

    private void addOptions(CommandSpec spec) {
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                found.add(new Candidate(option.longestName(), first(option.description())));
            }
        }
    }

    private void addMembers(CommandLine command, boolean positional) {
        if (!positional) {
            for (Map.Entry<String, CommandLine> member : command.getSubcommands().entrySet()) {
                CommandSpec spec = member.getValue().getCommandSpec();
                if (!spec.usageMessage().hidden()) {
                    found.add(new Candidate(member.getKey(), first(spec.usageMessage().header())));
                }
            }
        }
        List<PositionalParamSpec> parameters = command.getCommandSpec().positionalParameters();
        if (!parameters.isEmpty()) {
            addValues(parameters.getFirst(), "");
        }
    }

    private void addValues(ArgSpec argument, String option) {
        Class<?> type = argument.type();
        if (type.isEnum()) {
            Stream.of(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .forEach(this::add);
            return;
        }
        switch (option) {
            case "--kind" -> {
                Stream.of(DefinitionKind.values()).map(DefinitionKind::id).forEach(this::add);
                add("file");
            }
            case "--language" -> Languages.all().stream().map(Language::id).forEach(this::add);
            case "--mode" -> Stream.of(SearchMode.values()).map(SearchMode::id).forEach(this::add);
            case "--project" -> stored.apply("project").forEach(this::add);
            default -> addOf(argument.paramLabel().replaceAll("[^A-Z]", ""));
        }
    }

    private void addOf(String label) {
        if (FILE_LABELS.contains(label)) {
            found.add(Candidate.FILES);
        } else if (label.equals("ID")) {
            stored.apply("backup").forEach(this::add);
        } else if (label.equals("PROJECT")) {
            stored.apply("project").forEach(this::add);
        }
    }

    private void add(String text) {
        found.add(new Candidate(text, ""));
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }
}
