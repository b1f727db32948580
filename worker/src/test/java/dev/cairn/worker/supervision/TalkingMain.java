package dev.cairn.worker.supervision;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.Map;

/** A worker that speaks to its parent and does nothing else. */
final class TalkingMain {

    private TalkingMain() {}

    /**
     * Its parameters.
     *
     * @param mode {@code stay}, {@code end} after the start, or {@code fail} to start
     */
    record Parameters(String mode, int queue) {}

    public static void main(String[] arguments) {
        ParentLink parent = ParentLink.ofThisProcess();
        Parameters parameters = parent.parameters(Parameters.class);
        if (parameters.mode().equals("fail")) {
            parent.failed(new DatabaseException(DatabaseErrorCode.REFUSED, "not today"));
            return;
        }
        parent.ready();
        if (parameters.mode().equals("stay")) {
            parent.answer(() ->
                    new ManagedWorker.Activity(
                            parameters.queue(), 0, "talking", "", Map.of("words", 2.5)));
        }
    }
}
