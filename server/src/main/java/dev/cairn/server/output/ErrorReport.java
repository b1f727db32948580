package dev.cairn.server.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error as a person or a program reads it.
 *
 * @param exitCode what the process ends with
 * @param code a stable name for programs
 * @param sqlState the SQLSTATE; empty if the error is not a database's
 * @param message what was being done, to what, and what stood against it
 * @param details single things behind the message, one line each
 * @param cause where it came from; shown only when asked for
 */
public record ErrorReport(
        int exitCode,
        String code,
        Optional<String> sqlState,
        String message,
        List<String> details,
        Optional<Throwable> cause) {

    private static final int LONGEST = 4_000;
    private static final int LONGEST_END = 1_000;

    public ErrorReport {
        message = bounded(message);
        details = details.stream().map(ErrorReport::bounded).toList();
    }

    /** An argument can be long, and messages quote it; the end says what to do. */
    private static String bounded(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST - LONGEST_END)
                        + "…"
                        + text.substring(text.length() - LONGEST_END);
    }

    /** Returns this report with more lines. */
    public ErrorReport with(List<String> more) {
        List<String> all = new ArrayList<>(details);
        all.addAll(more);
        return new ErrorReport(exitCode, code, sqlState, message, all, cause);
    }

    List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bad("cairn: ") + Escaping.line(message));
        details.stream()
                .filter(detail -> !message.contains(detail))
                .forEach(detail -> lines.add("  " + Escaping.line(detail)));
        return lines;
    }

    Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("code", JsonForm.word(code));
        error.put("message", message);
        error.put("details", details);
        error.put("sqlstate", sqlState.orElse(null));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("error", error);
        document.put("exit_code", exitCode);
        return document;
    }
}
