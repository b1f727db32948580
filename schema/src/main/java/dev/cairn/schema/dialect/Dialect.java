package dev.cairn.schema.dialect;

import dev.cairn.schema.Schema;
import java.util.Map;
import java.util.Set;

/**
 * One database engine's rules for comparing and changing schemas. Implementations are pure
 * functions of values.
 */
public interface Dialect {

    /** Returns the engine's name, for people. */
    String name();

    /** Returns how the engine's SQL is written. */
    Rendering rendering();

    /** Returns the forms by which the objects of two schemas are compared. */
    Forms forms(Schema live, Schema declared);

    /** Returns the keys of all names that a text could mean; too many rather than too few. */
    Set<String> names(String sql);

    /**
     * Returns an expression with other names in the place of columns; the rest stays as written.
     *
     * @param columns the new names by the keys of the old ones
     */
    String withColumns(String expression, Map<String, String> columns);
}
