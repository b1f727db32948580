package dev.cairn.schema;

import java.util.List;
import java.util.Optional;

/**
 * An index made by CREATE INDEX.
 *
 * @param name the name
 * @param table the table it stands on
 * @param unique whether it is UNIQUE
 * @param columns its terms in order
 * @param where the predicate of a partial index
 * @param sql the CREATE INDEX statement
 */
public record Index(
        String name,
        String table,
        boolean unique,
        List<IndexedColumn> columns,
        Optional<String> where,
        String sql)
        implements SchemaObject {

    public Index {
        columns = List.copyOf(columns);
    }
}
