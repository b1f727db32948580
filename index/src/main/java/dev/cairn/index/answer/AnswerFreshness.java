package dev.cairn.index.answer;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.freshness.IndexedFile;
import java.util.Collection;
import java.util.Optional;

/**
 * What keeps the index in step with the files. A question is answered, the files of the answer are
 * given to {@link #refresh}, and if that changed the index the question is answered once more.
 */
public interface AnswerFreshness {

    /** Reads the state out of the index and brings nothing up to date. */
    AnswerFreshness NONE = new RecordedFreshness();

    /**
     * Brings those of the files that changed on disk up to date, as far as its bounds in files and
     * time allow.
     *
     * @return whether the index changed
     */
    boolean refresh(Collection<IndexedFile> files);

    /** Returns the state of the index, read by a driver that may be in a transaction. */
    IndexState state(DatabaseDriver driver);

    /**
     * Returns why a path that exists in a project is not in the index, as a sentence, if that is
     * known: the rule that leaves it out, its size, or that it is new.
     *
     * @param root the project's folder
     * @param path a path below it
     */
    Optional<String> reasonMissing(String root, String path);
}
