package dev.cairn.schema.dialect;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Index;
import dev.cairn.schema.Table;
import dev.cairn.schema.UniqueConstraint;
import java.util.List;

/** Texts that are equal exactly if two parts of the same table mean the same to the engine. */
public interface TableForms {

    /** Returns the table whose parts these are. */
    Table table();

    /** Returns the options of the table that are set, such as {@code STRICT}. */
    List<String> options();

    /** Returns the form of a column's type. */
    String type(Column column);

    /** Returns the form of a column's NOT NULL; empty if NULL is allowed. */
    String notNull(Column column);

    /** Returns the form of a column's default; empty if it is NULL. */
    String defaultValue(Column column);

    /** Returns the form of a column's collation. */
    String collation(Column column);

    /** Returns the form of the rule that computes a column; empty if the column is stored. */
    String generated(Column column);

    /** Returns the form of the primary key; empty if there is none. */
    String primaryKey();

    /** Returns the form of a UNIQUE constraint. */
    String unique(UniqueConstraint unique);

    /** Returns the form of a CHECK constraint. */
    String check(CheckConstraint check);

    /** Returns the form of a foreign key. */
    String foreignKey(ForeignKey key);

    /** Returns the form of an index on the table. */
    String index(Index index);
}
