package dev.cairn.schema.planner;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.Table;
import dev.cairn.schema.UniqueConstraint;
import dev.cairn.schema.dialect.TableDialect;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table that a plan leads to: the declared one. Without pruning it also has the columns that
 * are not declared, with the constraints that need them.
 */
final class TargetTable {

    private final Table live;
    private final Table declared;
    private final Set<String> keptKeys;
    private final TableDialect dialect;

    private TargetTable(Table live, Table declared, TableDialect dialect) {
        this.dialect = dialect;
        this.live = live;
        this.declared = declared;
        this.keptKeys =
                live.columns().stream()
                        .filter(column -> declared.column(column.name()).isEmpty())
                        .map(column -> Identifier.key(column.name()))
                        .collect(Collectors.toSet());
    }

    static Table of(Table live, Table declared, boolean prune, TableDialect dialect) {
        TargetTable target = new TargetTable(live, declared, dialect);
        return prune || target.keptKeys.isEmpty() ? declared : target.merged();
    }

    private Table merged() {
        Table merged = withSql("");
        return withSql(dialect.rendering().table(merged));
    }

    private Table withSql(String sql) {
        return new Table(
                declared.name(),
                concat(declared.columns(), live.columns().stream().filter(this::isKept)),
                declared.primaryKey(),
                concat(
                        declared.uniqueConstraints(),
                        live.uniqueConstraints().stream().filter(this::needsKept)),
                concat(declared.checks(), live.checks().stream().filter(this::needsKept)),
                concat(declared.foreignKeys(), live.foreignKeys().stream().filter(this::needsKept)),
                declared.options(),
                sql);
    }

    private boolean isKept(Column column) {
        return keptKeys.contains(Identifier.key(column.name()));
    }

    private boolean needsKept(UniqueConstraint unique) {
        return unique.columns().stream().map(IndexedColumn::expression).anyMatch(this::isKept);
    }

    private boolean needsKept(CheckConstraint check) {
        return dialect.names(check.expression()).stream().anyMatch(keptKeys::contains);
    }

    private boolean needsKept(ForeignKey key) {
        return key.columns().stream().anyMatch(this::isKept);
    }

    private boolean isKept(String column) {
        return keptKeys.contains(Identifier.key(column));
    }

    private static <T> List<T> concat(List<T> first, Stream<T> rest) {
        return Stream.concat(first.stream(), rest).toList();
    }
}
