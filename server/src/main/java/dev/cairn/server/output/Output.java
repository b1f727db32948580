package dev.cairn.server.output;

import java.io.PrintWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one command says: its result on the standard output, as lines or as one JSON document, and
 * everything else on the standard error.
 */
public final class Output {

    private final Console console;
    private final boolean json;
    private final Verbosity verbosity;
    private final boolean colourWanted;
    private ProgressDisplay shown = ProgressDisplay.SILENT;

    /**
     * Makes the output of one command.
     *
     * @param json whether the result is one JSON document
     * @param colourWanted whether colours may be used where a terminal is
     */
    public Output(Console console, boolean json, Verbosity verbosity, boolean colourWanted) {
        this.console = console;
        this.json = json;
        this.verbosity = verbosity;
        this.colourWanted = colourWanted;
    }

    /** Returns whether the result is one JSON document. */
    public boolean isJson() {
        return json;
    }

    /** Returns how the lines of the result are marked. */
    public Style style() {
        return colourWanted && console.outputIsTerminal() ? Style.COLOURED : Style.PLAIN;
    }

    /** Writes a line of the result. */
    public void line(String text) {
        shown.close();
        console.output().println(text);
    }

    /** Writes a result that has its own lines, with a line end at its end. */
    public void text(String text) {
        shown.close();
        console.output().print(text.endsWith("\n") ? text : text + "\n");
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

    /** Writes the result as a JSON document; records have their components in snake_case. */
    public void document(Object value) {
        console.output().println(Documents.MAPPER.writeValueAsString(value));
    }

    /** Writes a line about how the work goes, unless the command is to be quiet. */
    public void note(String text) {
        if (verbosity != Verbosity.QUIET) {
            shown.close();
            console.error().println(text);
            console.error().flush();
        }
    }

    /** Writes a warning; {@code --quiet} does not silence it. */
    public void warning(String text) {
        shown.close();
        console.error().println(errorStyle().warning("cairn: warning: ") + text);
        console.error().flush();
    }

    /** Writes the error that ended the command. */
    public void error(ErrorReport report) {
        shown.close();
        PrintWriter writer = console.error();
        if (json) {
            writer.println(Documents.MAPPER.writeValueAsString(report.document()));
        } else {
            report.lines(errorStyle()).forEach(writer::println);
        }
        if (verbosity == Verbosity.VERBOSE) {
            report.cause().ifPresent(cause -> cause.printStackTrace(writer));
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
        return shown;
    }

    private Style errorStyle() {
        return colourWanted && console.errorIsTerminal() ? Style.COLOURED : Style.PLAIN;
    }

    /** Loaded with the first document, because a command that writes none should start fast. */
    private static final class Documents {

        static final JsonMapper MAPPER =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build();
    }
}
