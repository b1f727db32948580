package dev.cairn.server.program;

import dev.cairn.index.answer.NearestNames;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.output.ErrorReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What is wrong with a command line, in words, with what may have been meant. */
final class UsageErrors {

    private static final int MOST_SUGGESTIONS = 3;
    private static final int FEW = 12;

    private static final Pattern POSITION =
            Pattern.compile("positional parameter at index \\S+ \\((?<label>[^)]*)\\)");
    private static final Pattern NOT_A_NUMBER =
            Pattern.compile(
                    "'(?<value>.*)' is not an? (?<type>int|long|Integer|Long)", Pattern.DOTALL);
    private static final Pattern NOT_ONE_OF =
            Pattern.compile(
                    "expected one of \\[(?<names>[^]]*)\\] \\(case-insensitive\\) but was (?<value>.*)",
                    Pattern.DOTALL);

    private UsageErrors() {}

    /** Returns the report of a command line that cannot be parsed. */
    static ErrorReport report(CommandLine.ParameterException error) {
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        return new ErrorReport(
                ExitCode.USAGE.number(),
                ExitCode.USAGE.name(),
                Optional.empty(),
                message(error),
                List.of("See '" + command + " --help'."),
                Optional.empty());
    }

    private static String message(CommandLine.ParameterException error) {
        if (error instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched.getCommandLine(), unmatched.getUnmatched().getFirst());
        }
        List<String> strange = error.getCommandLine().getUnmatchedArguments();
        if (error instanceof CommandLine.MissingParameterException && !strange.isEmpty()) {
            // A mistyped name of an option is why it is missing.
            return unmatched(error.getCommandLine(), strange.getFirst());
        }
        String text = POSITION.matcher(String.valueOf(error.getMessage())).replaceAll("${label}");
        Matcher number = NOT_A_NUMBER.matcher(text);
        if (number.find()) {
            boolean small = number.group("type").toLowerCase(Locale.ROOT).startsWith("int");
            return number.replaceFirst("'${value}' is not a whole number up to ")
                    + (small ? Integer.MAX_VALUE : Long.MAX_VALUE);
        }
        Matcher choice = NOT_ONE_OF.matcher(text);
        if (choice.find()) {
            String names = choice.group("names").toLowerCase(Locale.ROOT);
            return text.substring(0, choice.start())
                    + choice.group("value")
                    + " is not one of "
                    + names;
        }
        return text;
    }

    private static String unmatched(CommandLine command, String word) {
        String name = command.getCommandSpec().qualifiedName();
        if (word.startsWith("-") && word.length() > 1) {
            String option = word.replaceFirst("=.*", "");
            return "unknown option '%s' of '%s'%s"
                    .formatted(option, name, meant(option, optionNames(command)));
        }
        List<String> members = memberNames(command);
        return members.isEmpty()
                ? "unexpected argument '%s' of '%s'".formatted(word, name)
                : unknownCommand(command, word);
    }

    /** Returns what to say about a word that is not a command of this one. */
    static String unknownCommand(CommandLine command, String word) {
        List<String> members = memberNames(command);
        String option = "--" + word;
        String meant =
                optionNames(command).contains(option)
                        ? "; did you mean '%s'?".formatted(option)
                        : meant(word, members);
        String known =
                meant.isEmpty() && members.size() <= FEW
                        ? "; known are " + String.join(", ", members)
                        : meant;
        String group = command.getParent() == null ? "" : " of '%s'".formatted(name(command));
        return "unknown command '%s'%s%s".formatted(word, group, known);
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private static List<String> memberNames(CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(member -> !member.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> optionNames(CommandLine command) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            names.addAll(List.of(option.names()));
        }
        return names;
    }

    private static String meant(String word, List<String> names) {
        List<String> near = new ArrayList<>(NearestNames.of(word, names, MOST_SUGGESTIONS));
        if (near.isEmpty() && word.replace("-", "").length() > 1) {
            names.stream()
                    .filter(name -> name.startsWith(word))
                    .limit(MOST_SUGGESTIONS)
                    .forEach(near::add);
        }
        return near.isEmpty() ? "" : "; did you mean '" + String.join("' or '", near) + "'?";
    }
}
