package dev.cairn.server.program;

import dev.cairn.server.command.ProgramVersion;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page of all commands, in the language of man(7). */
final class ManualPage {

    private static final List<String> EXIT_CODES =
            List.of(
                    "0  done, or nothing to do",
                    "1  failed",
                    "2  the usage or the configuration is wrong",
                    "3  refused: it would lose or break data, or is forbidden",
                    "4  there are differences (only with --check)",
                    "130  interrupted");

    private static final List<String> ENVIRONMENT =
            List.of(
                    "CAIRN_CONFIG  the configuration file",
                    "CAIRN_JAVA_OPTIONS  options of the JVM",
                    "CAIRN_LOG_LEVEL  trace, debug, info, warn or error",
                    "CAIRN_LOG_FORMAT  json for lines of JSON",
                    "COLUMNS  the width of help",
                    "NO_COLOR  no colours if it is not empty");

    private final CommandLine root;
    private final StringBuilder page = new StringBuilder();

    ManualPage(CommandLine root) {
        this.root = root;
    }

    /** Returns the page. */
    String text() {
        CommandSpec spec = root.getCommandSpec();
        line(".TH CAIRN 1 \"\" \"cairn " + ProgramVersion.text() + "\" \"Cairn\"");
        line(".SH NAME");
        line("cairn \\- " + escaped(String.join(" ", spec.usageMessage().header())));
        line(".SH SYNOPSIS");
        paragraph("cairn COMMAND [OPTIONS] [ARGUMENTS]");
        line(".SH DESCRIPTION");
        paragraph(String.join(" ", spec.usageMessage().description()));
        line(".SH COMMANDS");
        append(root);
        line(".SH EXIT STATUS");
        EXIT_CODES.forEach(this::item);
        line(".SH ENVIRONMENT");
        ENVIRONMENT.forEach(this::item);
        line(".SH FILES");
        item(".cairn  the folder of a project: index, backups, logs, configuration");
        return page.toString();
    }

    private void append(CommandLine command) {
        for (CommandLine member : command.getSubcommands().values()) {
            CommandSpec spec = member.getCommandSpec();
            if (!spec.usageMessage().hidden() && !spec.helpCommand()) {
                line(".SS " + escaped(spec.qualifiedName()));
                paragraph(String.join(" ", spec.usageMessage().header()));
                paragraph(synopsis(member));
                paragraph(String.join(" ", spec.usageMessage().description()));
                spec.positionalParameters()
                        .forEach(parameter ->
                                entry(
                                        parameter.paramLabel(),
                                        String.join(" ", parameter.description())));
                spec.options().stream()
                        .filter(option -> !option.hidden())
                        .forEach(option ->
                                entry(name(option), String.join(" ", option.description())));
                append(member);
            }
        }
    }

    private static String synopsis(CommandLine command) {
        CommandLine.Help help =
                new CommandLine.Help(
                        command.getCommandSpec(), CommandLine.Help.defaultColorScheme(Ansi.OFF));
        return help.synopsis(0).replaceAll("\\s+", " ").strip();
    }

    private static String name(OptionSpec option) {
        String label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        return String.join(", ", option.names()) + label;
    }

    private void item(String text) {
        int gap = text.indexOf("  ");
        entry(text.substring(0, gap), text.substring(gap).strip());
    }

    private void entry(String term, String text) {
        line(".TP");
        line(".B " + escaped(term));
        line(escaped(text.isBlank() ? "\u2013" : text));
    }

    private void paragraph(String text) {
        if (!text.isBlank()) {
            line(".PP");
            line(escaped(text));
        }
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    /** A line that begins with a dot or a quote would be a request. */
    private static String escaped(String text) {
        String plain =
                text.replace("%n", " ").replace("%%", "%").replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
