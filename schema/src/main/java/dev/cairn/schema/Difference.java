package dev.cairn.schema;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing that is not as declared.
 *
 * @param kind what differs: an object, a column or a constraint
 * @param change how it differs
 * @param aspect which of its properties differs, or the whole
 * @param object the declared object, or the live one if it is not declared; what belongs to a table
 *     stands under the table's declared name
 * @param member the column, if the difference is one of a column; its declared name, or its live
 *     one if it is not declared
 * @param live what the database has, for people: SQL, or a name; empty if it has nothing
 * @param declared what it should have, in the same form; empty if nothing
 */
public record Difference(
        ObjectKind kind,
        Change change,
        Aspect aspect,
        String object,
        Optional<String> member,
        Optional<String> live,
        Optional<String> declared) {

    /** How a thing can differ. */
    public enum Change {
        /** It is declared and does not exist. */
        MISSING,
        /** It exists and is not declared. */
        UNDECLARED,
        /** It has the name that a hint gives as its former one. */
        RENAMED,
        /** It exists and is declared in another way. */
        CHANGED
    }

    /** Which property of a thing differs. */
    public enum Aspect {
        /** The thing as a whole. */
        WHOLE,
        /** The name belongs to another kind of object, such as a view instead of a table. */
        KIND,
        /** What only its engine knows of a table. */
        OPTIONS,
        TYPE,
        NOT_NULL,
        DEFAULT,
        COLLATION,
        GENERATED,
        /** Whether and how the engine numbers a column by itself. */
        IDENTITY,
        COMMENT,
        PRIVILEGES,
        /**
         * Whether it is in force: a trigger that is disabled, a constraint that is not validated.
         */
        STATE,
        /** The common columns stand in another order; only where the order counts. */
        ORDER
    }

    /** Returns a difference of an object as a whole. */
    public static Difference of(
            ObjectKind kind,
            Change change,
            String object,
            Optional<String> live,
            Optional<String> declared) {
        return new Difference(kind, change, Aspect.WHOLE, object, Optional.empty(), live, declared);
    }

    /** Returns {@code table} or {@code table.column}. */
    public String path() {
        return member.map(name -> object + "." + name).orElse(object);
    }

    /** Returns whether this is that change of that kind of thing as a whole. */
    public boolean is(ObjectKind thatKind, Change thatChange) {
        return kind == thatKind && change == thatChange && aspect == Aspect.WHOLE;
    }

    /**
     * Returns whether an object or a column exists that is not declared, which is left alone unless
     * pruning was asked for. A constraint is part of its declared table and is not meant.
     */
    public boolean isLeftAlone() {
        return change == Change.UNDECLARED && !kind.isConstraint();
    }

    /** Returns what differs, in a few words, such as {@code column type}. */
    public String label() {
        Enum<?> second = aspect == Aspect.WHOLE ? change : aspect;
        return kind.words() + " " + second.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns what differs as one word for programs, such as {@code COLUMN_TYPE}. */
    public String code() {
        return label().toUpperCase(Locale.ROOT).replace(' ', '_');
    }

    /** Returns the difference in one line, for people. */
    public String line() {
        return path()
                + ": "
                + label()
                + "; should be "
                + declared.map(Difference::inOneLine).orElse("absent")
                + ", is "
                + live.map(Difference::inOneLine).orElse("absent");
    }

    private static String inOneLine(String sql) {
        return sql.lines().map(String::strip).collect(Collectors.joining(" "));
    }

    /** Returns the difference as the reason for a step. */
    public String reason() {
        String path = "'" + path() + "'";
        String found = live.orElse("nothing");
        String wanted = declared.orElse("nothing");
        return switch (change) {
            case MISSING ->
                    path
                            + (kind.isConstraint()
                                    ? " lacks " + wanted
                                    : " is declared and does not exist");
            case UNDECLARED ->
                    path
                            + (kind.isConstraint()
                                    ? " has " + found + ", which is not declared"
                                    : kind == ObjectKind.OPAQUE
                                            ? " cannot be understood and is not declared"
                                            : " is not declared");
            case RENAMED -> path + " was '" + found + "'";
            case CHANGED -> path + changed(found, wanted);
        };
    }

    private String changed(String found, String wanted) {
        return switch (aspect) {
            case WHOLE ->
                    kind == ObjectKind.PRIMARY_KEY
                            ? " has " + found + ", declared is " + wanted
                            : " is declared differently";
            case KIND ->
                    kind == ObjectKind.OPAQUE
                            ? " is there but cannot be understood"
                            : " is another kind of object than declared";
            case OPTIONS -> " is declared as " + wanted + ", not as " + found;
            case TYPE,
                    NOT_NULL,
                    DEFAULT,
                    COLLATION,
                    GENERATED,
                    IDENTITY,
                    COMMENT,
                    PRIVILEGES,
                    STATE,
                    ORDER ->
                    " is declared as: " + wanted + "; it is: " + found;
        };
    }
}
