package dev.cairn.schema.plan;

import java.util.Optional;
import java.util.Set;

/**
 * What a step does to the schema and to rows, apart from how.
 *
 * @param tables the tables of which, and to which, foreign keys must be checked afterwards
 * @param rows how many rows it reads or writes; 0 if none or not counted
 * @param newName the name that the object has afterwards, if it gets another one
 * @param before the text of an object that the step takes away; empty if it takes none
 * @param after the text of an object that the step makes; empty if it makes none
 */
public record Effect(
        Set<String> tables,
        long rows,
        Optional<String> newName,
        Optional<String> before,
        Optional<String> after) {

    /** An effect on nothing but the object itself. */
    public static final Effect NONE =
            new Effect(Set.of(), 0, Optional.empty(), Optional.empty(), Optional.empty());

    public Effect {
        tables = Set.copyOf(tables);
    }

    /** Returns the effect on foreign keys of a table. */
    public static Effect on(String table, long rows) {
        return new Effect(
                Set.of(table), rows, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the effect of reading or writing so many rows, of which no foreign key depends. */
    public static Effect of(long rows) {
        return new Effect(Set.of(), rows, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the same effect that also takes away an object of that text. */
    public Effect taking(String text) {
        return new Effect(tables, rows, newName, Optional.of(text), after);
    }

    /** Returns the same effect that also makes an object of that text. */
    public Effect making(String text) {
        return new Effect(tables, rows, newName, before, Optional.of(text));
    }

    /** Returns the same effect that also gives the object a name. */
    public Effect naming(String name) {
        return new Effect(tables, rows, Optional.of(name), before, after);
    }
}
