package dev.cairn.schema.compare;

import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import java.util.List;

/** Finds what differs between a live schema and a declared one. */
public final class SchemaComparator {

    private SchemaComparator() {}

    /**
     * Returns all differences, in an order that depends only on the input.
     *
     * @param live what an inspector read
     * @param declared what is wanted, with its hints about renames
     */
    public static List<Difference> compare(
            Schema live, SchemaDefinition declared, ComparisonOptions options) {
        Renames renames = Renames.between(live, declared);
        return new SchemaComparison(renames.applyTo(live), declared.schema(), renames, options)
                .differences();
    }
}
