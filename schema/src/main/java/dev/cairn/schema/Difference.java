package dev.cairn.schema;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is not as declared.
 *
 * @param kind what differs
 * @param object the declared object, or the live one if it is not declared; what belongs to a table
 *     stands under the table's declared name
 * @param member the column, if the difference is one of a column; its declared name, or its live
 *     one if it is not declared
 * @param live what the database has, for people: SQL, or a name; empty if it has nothing
 * @param declared what it should have, in the same form; empty if nothing
 */
public record Difference(
        Kind kind,
        String object,
        Optional<String> member,
        Optional<String> live,
        Optional<String> declared) {

    /** Returns {@code table} or {@code table.column}. */
    public String path() {
        return member.map(name -> object + "." + name).orElse(object);
    }

    /** Returns the difference in one line, for people. */
    public String line() {
        return path()
                + ": "
                + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + "; should be "
                + declared.orElse("absent")
                + ", is "
                + live.orElse("absent");
    }

    /** What can differ. */
    public enum Kind {
        /** An object that cannot be understood has the name of a declared one. */
        OPAQUE_IN_THE_WAY,
        /** An object that cannot be understood is not declared. */
        OPAQUE_UNDECLARED,
        /** The name belongs to another kind of object, such as a view instead of a table. */
        OBJECT_KIND,

        TABLE_MISSING,
        TABLE_UNDECLARED,
        /** The table has the name that a hint gives as its former one. */
        TABLE_RENAMED,
        /** What only its engine knows of a table, such as STRICT. */
        TABLE_OPTIONS,

        COLUMN_MISSING,
        COLUMN_UNDECLARED,
        /** The column has the name that a hint gives as its former one. */
        COLUMN_RENAMED,
        COLUMN_TYPE,
        COLUMN_NOT_NULL,
        COLUMN_DEFAULT,
        COLUMN_COLLATION,
        COLUMN_GENERATED,
        /** The common columns stand in another order; only where the order counts. */
        COLUMN_ORDER,

        /** Missing, not declared, or another one. */
        PRIMARY_KEY,
        UNIQUE_MISSING,
        UNIQUE_UNDECLARED,
        CHECK_MISSING,
        CHECK_UNDECLARED,
        FOREIGN_KEY_MISSING,
        FOREIGN_KEY_UNDECLARED,

        VIRTUAL_TABLE_MISSING,
        VIRTUAL_TABLE_UNDECLARED,
        VIRTUAL_TABLE_CHANGED,

        INDEX_MISSING,
        INDEX_UNDECLARED,
        INDEX_CHANGED,

        VIEW_MISSING,
        VIEW_UNDECLARED,
        VIEW_CHANGED,

        TRIGGER_MISSING,
        TRIGGER_UNDECLARED,
        TRIGGER_CHANGED;

        /**
         * Returns whether an object or a column exists that nobody declared, which is left alone
         * unless pruning was asked for. A constraint is part of its declared table and is not
         * meant.
         */
        public boolean isLeftAlone() {
            return switch (this) {
                case OPAQUE_UNDECLARED,
                        TABLE_UNDECLARED,
                        COLUMN_UNDECLARED,
                        VIRTUAL_TABLE_UNDECLARED,
                        INDEX_UNDECLARED,
                        VIEW_UNDECLARED,
                        TRIGGER_UNDECLARED ->
                        true;
                case OPAQUE_IN_THE_WAY,
                        OBJECT_KIND,
                        TABLE_MISSING,
                        TABLE_RENAMED,
                        TABLE_OPTIONS,
                        COLUMN_MISSING,
                        COLUMN_RENAMED,
                        COLUMN_TYPE,
                        COLUMN_NOT_NULL,
                        COLUMN_DEFAULT,
                        COLUMN_COLLATION,
                        COLUMN_GENERATED,
                        COLUMN_ORDER,
                        PRIMARY_KEY,
                        UNIQUE_MISSING,
                        UNIQUE_UNDECLARED,
                        CHECK_MISSING,
                        CHECK_UNDECLARED,
                        FOREIGN_KEY_MISSING,
                        FOREIGN_KEY_UNDECLARED,
                        VIRTUAL_TABLE_MISSING,
                        VIRTUAL_TABLE_CHANGED,
                        INDEX_MISSING,
                        INDEX_CHANGED,
                        VIEW_MISSING,
                        VIEW_CHANGED,
                        TRIGGER_MISSING,
                        TRIGGER_CHANGED ->
                        false;
            };
        }
    }
}
