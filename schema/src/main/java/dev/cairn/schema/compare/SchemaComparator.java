package dev.cairn.schema.compare;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.dialect.CatalogDialect;
import dev.cairn.schema.dialect.Dialect;
import dev.cairn.schema.dialect.TableDialect;
import java.util.List;

/** Finds what differs between a live schema and a declared one. */
public final class SchemaComparator {

    private final Dialect dialect;

    /** Makes a comparator of schemas of one engine. */
    public SchemaComparator(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Returns all differences, in an order that depends only on the input.
     *
     * @param live what an inspector read
     * @param declared what is wanted, with its hints about renames
     */
    public List<Difference> compare(
            Schema live, SchemaDefinition declared, ComparisonOptions options) {
        return switch (dialect) {
            case TableDialect tables -> compareTables(live, declared, options, tables);
            case CatalogDialect catalog -> catalog.compare(live, declared, options.strictOrder());
        };
    }

    private static List<Difference> compareTables(
            Schema live,
            SchemaDefinition declared,
            ComparisonOptions options,
            TableDialect dialect) {
        Renames renames = Renames.between(live, declared, dialect);
        return new SchemaComparison(
                        renames.applyTo(live, dialect),
                        declared.schema(),
                        renames,
                        dialect,
                        options)
                .differences();
    }
}
