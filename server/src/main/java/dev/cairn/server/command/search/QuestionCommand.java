package dev.cairn.server.command.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.CheckedFreshness;
import dev.cairn.index.freshness.RefreshLimit;
import dev.cairn.index.reference.ReferenceText;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** A question to the code index about definitions, uses and files. */
abstract class QuestionCommand extends ConfiguredCommand {

    static final BooleanSupplier CANCELLED = () -> Thread.currentThread().isInterrupted();

    @Option(
            names = "--budget",
            paramLabel = "TOKENS",
            description = "Write at most so many tokens of four characters. Default: any number.")
    private int budget;

    @Option(
            names = "--no-refresh",
            description = "Do not bring changed files of the answer up to date; mark them only.")
    private boolean noRefresh;

    protected QuestionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** An answer, and how it is written as text. */
    record Answer<T>(T value, Function<T, String> text, Optional<String> missing) {

        static <T> Answer<T> of(T value, Function<T, String> text) {
            return new Answer<>(value, text, Optional.empty());
        }

        /** Returns the same answer, or the error that the index does not have what was named. */
        Answer<T> unlessMissing(boolean missing, List<String> notes, List<String> suggestions) {
            if (!missing) {
                return this;
            }
            String reason = notes.isEmpty() ? "the index does not have it" : notes.getFirst();
            String meant =
                    suggestions.isEmpty()
                            ? ""
                            : "; did you mean " + String.join(" or ", suggestions) + "?";
            return new Answer<>(value, text, Optional.of(reason + meant));
        }

        String written() {
            return text.apply(value);
        }
    }

    /** Asks the question. */
    protected abstract Answer<?> ask(
            CodeDatabase database, AnswerFreshness freshness, ReferenceText text);

    /** Returns the number of tokens that are written unless the command line says otherwise. */
    protected int usualBudget() {
        return 0;
    }

    @Override
    protected final ExitCode run(Output output, Interruption interruption) {
        if (budget < 0) {
            throw CommandException.usage(
                    "the budget must not be negative: %d tokens".formatted(budget));
        }
        DatabaseConfiguration configuration = indexedDatabase();
        try (CodeDatabase database = openIndex(configuration)) {
            interruption.cancelBy(database.driver()::cancel);
            RefreshLimit limit = noRefresh ? RefreshLimit.REPORT_ONLY : RefreshLimit.STANDARD;
            ReferenceText text =
                    new ReferenceText(budget == 0 ? usualBudget() : budget, Instant.now());
            Answer<?> answer = ask(database, new CheckedFreshness(database, limit), text);
            if (answer.missing().isPresent()) {
                throw CommandException.usage(answer.missing().get());
            }
            if (output.isJson()) {
                output.document(answer.value());
            } else {
                output.text(answer.written());
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        return ExitCode.DONE;
    }
}
