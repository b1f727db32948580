package dev.cairn.schema.dialect;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.UniqueConstraint;
import java.util.function.Function;

/** Writes objects and their parts as an engine's SQL. */
public interface Rendering {

    /** Returns the CREATE statement of an object, without a final semicolon. */
    String render(SchemaObject object);

    /** Returns the text of an object: as it was given, or rendered if it has none. */
    default String text(SchemaObject object) {
        return object.sql().isBlank() ? render(object) : object.sql();
    }

    /**
     * Returns the CREATE TABLE statement of a table with a text before each column.
     *
     * @param lead gives the text before a column, such as a comment and the end of its line
     */
    String table(Table table, Function<Column, String> lead);

    /** Returns the CREATE TABLE statement of a table. */
    default String table(Table table) {
        return table(table, column -> "");
    }

    /** Returns a column as it stands in CREATE TABLE, without its key. */
    String column(Column column);

    /** Returns a primary key as a table constraint. */
    String primaryKey(PrimaryKey key);

    /** Returns a UNIQUE constraint as a table constraint. */
    String unique(UniqueConstraint unique);

    /** Returns a CHECK constraint. */
    String check(CheckConstraint check);

    /** Returns a foreign key as a table constraint. */
    String foreignKey(ForeignKey key);
}
