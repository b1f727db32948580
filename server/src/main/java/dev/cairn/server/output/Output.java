package dev.cairn.server.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What one command says: its result on the standard output, as lines or as one JSON document, and
 * everything else on the standard error.
 */
public final class Output {

    private final Console console;
    private final boolean json;
    private final Verbosity verbosity;
    private final ColourMode colours;
    private ProgressDisplay shown = ProgressDisplay.SILENT;

    /**
     * Makes the output of one command.
     *
     * @param json whether the result is one JSON document
     * @param colours when the output is coloured
     */
    public Output(Console console, boolean json, Verbosity verbosity, ColourMode colours) {
        this.console = console;
        this.json = json;
        this.verbosity = verbosity;
        this.colours = colours;
    }

    /** Returns whether the result is one JSON document. */
    public boolean isJson() {
        return json;
    }

    /** Returns how the lines of the result are marked. */
    public Style style() {
        return colours.on(console.outputIsTerminal()) ? Style.COLOURED : Style.PLAIN;
    }

    /** Writes one line of the result; line breaks in it are escaped, like all controls. */
    public void line(String text) {
        shown.close();
        console.output().println(harmless(text, false, console.outputIsTerminal()));
    }

    /** Writes a line about what was done, unless the command is to be quiet. */
    public void done(String text) {
        if (verbosity != Verbosity.QUIET) {
            line(text);
        }
    }

    /** Returns whether more than usual is written. */
    public boolean isVerbose() {
        return verbosity == Verbosity.VERBOSE;
    }

    /** Returns whether only errors, and what was asked for, are written. */
    public boolean isQuiet() {
        return verbosity == Verbosity.QUIET;
    }

    /** Writes a result that has its own lines, with a line end at its end. */
    public void text(String text) {
        shown.close();
        String whole = harmless(text, true, console.outputIsTerminal());
        console.output().print(whole.endsWith("\n") ? whole : whole + "\n");
    }

    /**
     * Writes a document for programs exactly as it is, such as a definition, with a line end at its
     * end. At a terminal it is escaped, because a person reads it there.
     */
    public void content(String text) {
        shown.close();
        String whole = console.outputIsTerminal() ? Escaping.lines(text) : text;
        console.output().print(whole.endsWith("\n") ? whole : whole + "\n");
    }

    /** Returns a text from outside as a part of one line. */
    public String name(String text) {
        return Escaping.line(text);
    }

    /** Only where colours are used can a text hold marks of ours. */
    private String harmless(String text, boolean keepLines, boolean terminal) {
        return colours.on(terminal)
                ? Escaping.marked(text, keepLines)
                : keepLines ? Escaping.lines(text) : Escaping.line(text);
    }

    /**
     * Asks the user at the terminal.
     *
     * @return whether the answer is yes; empty if no person can be asked
     */
    public Optional<Boolean> ask(String question) {
        Optional<BufferedReader> input = console.input();
        if (input.isEmpty() || !console.errorIsTerminal()) {
            return Optional.empty();
        }
        shown.close();
        console.flush();
        console.error().print(harmless(question, false, true) + " [y/N] ");
        console.error().flush();
        try {
            String answer = input.get().readLine();
            return Optional.of(
                    answer != null
                            && Set.of("y", "yes")
                                    .contains(answer.strip().toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answer", e);
        }
    }

    /** Writes a control sequence for a terminal, if the result goes to one. */
    public void screen(String sequence) {
        if (console.outputIsTerminal()) {
            console.output().print(sequence);
        }
    }

    /** Writes out what is still buffered. */
    public void flush() {
        console.flush();
    }

    /** Writes the result as a JSON document, in the form of {@link JsonForm}. */
    public void document(Object value) {
        console.output().println(JsonForm.text(value));
    }

    /** Writes the result as a JSON document that begins with the database it is about. */
    public void document(String database, Object value) {
        console.output().println(JsonForm.text(database, value));
    }

    /**
     * Writes a line about how the work goes, unless the command is to be quiet. A program that
     * asked for JSON finds nothing but the error on the standard error.
     */
    public void note(String text) {
        if (verbosity != Verbosity.QUIET && !json) {
            shown.close();
            console.error().println(harmless(text, false, console.errorIsTerminal()));
            console.error().flush();
        }
    }

    /** Writes a warning; {@code --quiet} does not silence it. */
    public void warning(String text) {
        shown.close();
        console.error().println(errorStyle().warning("cairn: warning: ") + Escaping.line(text));
        console.error().flush();
    }

    /** Writes the error that ended the command. */
    public void error(ErrorReport report) {
        shown.close();
        PrintWriter writer = console.error();
        if (json) {
            writer.println(JsonForm.text(report.document()));
        } else {
            report.lines(errorStyle()).forEach(writer::println);
        }
        if (verbosity == Verbosity.VERBOSE) {
            report.cause().ifPresent(cause -> writer.print(Escaping.lines(stackTrace(cause))));
        }
        writer.flush();
    }

    /**
     * Begins to show how far a long piece of work has come. What else is written takes the place of
     * the bar, which comes back when the work goes on.
     *
     * @param unit what is counted, such as {@code files}
     */
    public ProgressDisplay progress(String unit) {
        if (json || verbosity == Verbosity.QUIET) {
            return ProgressDisplay.SILENT;
        }
        shown =
                console.errorIsTerminal()
                        ? new ProgressBarDisplay(unit)
                        : new ProgressLines(console.error(), unit);
        return new WaitNotes(shown, this);
    }

    private static String stackTrace(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private Style errorStyle() {
        return colours.on(console.errorIsTerminal()) ? Style.COLOURED : Style.PLAIN;
    }
}
