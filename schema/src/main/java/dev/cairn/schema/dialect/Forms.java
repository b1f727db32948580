package dev.cairn.schema.dialect;

import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;

/** Texts that are equal exactly if two objects mean the same to the engine. */
public interface Forms {

    /**
     * Returns the forms of what belongs to a table.
     *
     * @param schema the schema of the table, for implied keys of other tables
     */
    TableForms table(Table table, Schema schema);

    /** Returns the form of a view. */
    String view(View view);

    /** Returns the form of a trigger. */
    String trigger(Trigger trigger);

    /** Returns the form of a table that a module serves. */
    String virtualTable(VirtualTable table);
}
