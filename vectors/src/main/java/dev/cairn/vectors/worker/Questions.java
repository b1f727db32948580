package dev.cairn.vectors.worker;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.index.meaning.MeaningQuestion;
import dev.cairn.index.meaning.Nearest;
import dev.cairn.index.search.DefinitionFilter;
import dev.cairn.vectors.model.Embedding;
import dev.cairn.vectors.model.ModelException;
import java.util.Optional;

/** Answers questions by meaning with the vectors in memory. */
final class Questions {

    private final Vectorization vectorization;
    private final DatabaseDriver driver;
    private final Pause pause;

    /**
     * Makes one.
     *
     * @param driver finds what fits the restrictions of a question
     */
    Questions(Vectorization vectorization, DatabaseDriver driver, Pause pause) {
        this.vectorization = vectorization;
        this.driver = driver;
        this.pause = pause;
    }

    /** Answers one; from any thread. */
    Nearest answer(MeaningQuestion question) {
        pause.begin();
        try {
            ModelVectors now = vectorization.answering();
            if (now.vectors().embedded() == 0) {
                return new Nearest.Unavailable("no definition has a vector yet");
            }
            Embedding target =
                    switch (question.kind()) {
                        case QUESTION -> now.model().question(question.text());
                        case EXAMPLE -> now.model().passage(question.text());
                    };
            return new Nearest.Found(
                    now.vectors().nearest(target, question.limit(), filter(question)),
                    vectorization.coverage());
        } catch (ModelException | DatabaseException e) {
            return new Nearest.Unavailable(String.valueOf(e.getMessage()));
        } finally {
            pause.end();
        }
    }

    private Optional<DefinitionFilter> filter(MeaningQuestion question) {
        synchronized (driver) {
            return DefinitionFilter.of(driver, question.restrictions());
        }
    }
}
