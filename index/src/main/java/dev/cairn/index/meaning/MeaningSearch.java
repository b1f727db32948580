package dev.cairn.index.meaning;

/** Finds definitions by what they mean. */
@FunctionalInterface
public interface MeaningSearch {

    /** Finds nothing, because there is no model. */
    MeaningSearch NONE = _ -> new Nearest.Unavailable("no search by meaning");

    /** Returns the definitions whose meanings are nearest to a text. */
    Nearest nearest(MeaningQuestion question);
}
