package dev.cairn.schema.sqlite.forms;

import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.dialect.Forms;
import dev.cairn.schema.dialect.TableForms;
import dev.cairn.schema.sqlite.text.CreateStatement;
import dev.cairn.schema.sqlite.text.SqlExpression;
import java.util.Set;

/**
 * The forms of SQLite's objects.
 *
 * @param names the keys of all names that a view or trigger may mean; SQLite takes others in double
 *     quotes for strings
 */
public record SqliteForms(Set<String> names) implements Forms {

    /** Returns the forms by which these two are compared. */
    public static SqliteForms of(Schema live, Schema declared) {
        return new SqliteForms(SchemaNames.of(live, declared));
    }

    @Override
    public TableForms table(Table table, Schema schema) {
        return SqliteTableForms.of(table, schema);
    }

    @Override
    public String view(View view) {
        return SqlExpression.canonical(CreateStatement.textBehindName(view.sql()), names);
    }

    @Override
    public String trigger(Trigger trigger) {
        return SqlExpression.canonical(CreateStatement.textBehindName(trigger.sql()), names);
    }

    @Override
    public String virtualTable(VirtualTable table) {
        return VirtualTableForm.of(table);
    }
}
