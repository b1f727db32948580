package dev.cairn.schema.postgres.catalog;

import dev.cairn.schema.Difference.Aspect;
import org.jspecify.annotations.Nullable;

/**
 * A property of an object, as text that the server wrote. A property that an object does not have
 * is absent. A property of several values has them separated by {@link PostgresObject#SEPARATOR}.
 */
public enum Property {
    /** What makes the object, or its body; without its comment and privileges. */
    DEFINITION(Aspect.WHOLE),
    /** The type of a column or domain. */
    TYPE(Aspect.TYPE),
    /** The collation of a column or domain, if it is not that of its type. */
    COLLATION(Aspect.COLLATION),
    NOT_NULL(Aspect.NOT_NULL),
    DEFAULT(Aspect.DEFAULT),
    /** The expression of a generated column. */
    GENERATED(Aspect.GENERATED),
    /** {@code ALWAYS} or {@code BY DEFAULT}. */
    IDENTITY(Aspect.IDENTITY),
    /** The options of a sequence, or of the sequence of an identity column. */
    SEQUENCE_OPTIONS(Aspect.OPTIONS),
    /** The column that a sequence belongs to, as {@code "schema"."table"."column"}. */
    OWNED_BY(Aspect.OPTIONS),
    STORAGE(Aspect.OPTIONS),
    COMPRESSION(Aspect.OPTIONS),
    STATISTICS_TARGET(Aspect.OPTIONS),
    /** {@code UNLOGGED}. */
    PERSISTENCE(Aspect.OPTIONS),
    /** The strategy and the columns of a partitioned table. */
    PARTITION_KEY(Aspect.OPTIONS),
    /** The table that this one is a partition of. */
    PARTITION_OF(Aspect.OPTIONS),
    /** Which rows a partition takes. */
    PARTITION_BOUND(Aspect.OPTIONS),
    /** The tables that this one inherits from. */
    INHERITS(Aspect.OPTIONS),
    /** Storage parameters of a table, or options of a view. */
    OPTIONS(Aspect.OPTIONS),
    ACCESS_METHOD(Aspect.OPTIONS),
    ROW_SECURITY(Aspect.STATE),
    FORCE_ROW_SECURITY(Aspect.STATE),
    REPLICA_IDENTITY(Aspect.OPTIONS),
    /** The labels of an enum, in order. */
    LABELS(Aspect.TYPE),
    /** The attributes of a composite type: name and type. */
    ATTRIBUTES(Aspect.TYPE),
    /** The constraints of a domain. */
    CHECKS(Aspect.OPTIONS),
    /** {@code NOT VALID} of a constraint whose old rows were not checked. */
    NOT_VALID(Aspect.STATE),
    /** Set for an index that a failed build left behind. */
    INVALID(Aspect.STATE),
    /** How a trigger or rule fires, if not as usual. */
    ENABLED(Aspect.STATE),
    /** What a function gives and how its arguments are called; it cannot be replaced in place. */
    SIGNATURE(Aspect.WHOLE),
    EXTENSION_SCHEMA(Aspect.OPTIONS),
    COMMENT(Aspect.COMMENT),
    /** The privileges that were granted: grantee, privilege and the right to grant it. */
    GRANTS(Aspect.PRIVILEGES),

    /** Whether privileges were ever set; without it they are not compared. */
    GRANTS_SET(null),
    /** Where a column stands in its table. */
    POSITION(null),
    /** Set for a column that comes from a parent table. */
    INHERITED(null),
    /** The columns of a view: name and type; the terms of a constraint or index. */
    COLUMNS(null),
    /** The columns that a foreign key refers to. */
    REFERENCED_COLUMNS(null),
    /** The condition of a partial index. */
    PREDICATE(null),
    /** How a function is called in a statement; the table that a foreign key refers to. */
    REFERENCE(null),
    /** {@code FUNCTION} or {@code PROCEDURE}. */
    ROUTINE(null),
    /** The index behind a constraint. */
    INDEX_DEFINITION(null),
    /** The table of an index, as people call it. */
    TABLE(null),
    /** Set for an index that is unique. */
    UNIQUE(null),
    /** Set for a materialised view that holds rows. */
    POPULATED(null),
    /** The role that owns the object. */
    OWNER(null),
    /** The version of an extension. */
    VERSION(null),
    /** The sort of a type: {@code enum}, {@code composite} or {@code range}. */
    CATEGORY(null),
    /** The columns of the primary key, quoted; for tables. */
    KEY_COLUMNS(null),
    /** The condition that the rows of a partition fulfil, if its bound alone says so. */
    PARTITION_CHECK(null);

    private final @Nullable Aspect aspect;

    Property(@Nullable Aspect aspect) {
        this.aspect = aspect;
    }

    /** Returns whether two objects differ if the property differs. */
    public boolean isCompared() {
        return aspect != null;
    }

    /** Returns which aspect of an object it belongs to. */
    public Aspect aspect() {
        return aspect == null ? Aspect.WHOLE : aspect;
    }
}
