package dev.cairn.schema.compare;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Table;
import dev.cairn.schema.compare.Difference.Kind;
import dev.cairn.schema.sql.SqlRenderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The comparison of one table with its declaration. */
final class TableComparison {

    private final CanonicalForm liveForm;
    private final CanonicalForm declaredForm;
    private final Table live;
    private final Table declared;
    private final Renames renames;
    private final ComparisonOptions options;
    private final List<Difference> differences = new ArrayList<>();

    TableComparison(
            CanonicalForm liveForm,
            CanonicalForm declaredForm,
            Renames renames,
            ComparisonOptions options) {
        this.liveForm = liveForm;
        this.declaredForm = declaredForm;
        this.live = liveForm.table();
        this.declared = declaredForm.table();
        this.renames = renames;
        this.options = options;
    }

    List<Difference> differences() {
        addFlag(Kind.TABLE_STRICT, live.strict(), declared.strict(), "STRICT");
        addFlag(
                Kind.TABLE_WITHOUT_ROWID,
                live.withoutRowid(),
                declared.withoutRowid(),
                "WITHOUT ROWID");
        addColumns();
        if (options.strictOrder()) {
            addColumnOrder();
        }
        addPrimaryKey();
        addConstraints(
                keyed(live.uniqueConstraints(), liveForm::unique, SqlRenderer::unique),
                keyed(declared.uniqueConstraints(), declaredForm::unique, SqlRenderer::unique),
                Kind.UNIQUE_MISSING,
                Kind.UNIQUE_UNDECLARED);
        addConstraints(
                keyed(live.checks(), liveForm::check, SqlRenderer::check),
                keyed(declared.checks(), declaredForm::check, SqlRenderer::check),
                Kind.CHECK_MISSING,
                Kind.CHECK_UNDECLARED);
        addConstraints(
                keyed(live.foreignKeys(), liveForm::foreignKey, SqlRenderer::foreignKey),
                keyed(declared.foreignKeys(), declaredForm::foreignKey, SqlRenderer::foreignKey),
                Kind.FOREIGN_KEY_MISSING,
                Kind.FOREIGN_KEY_UNDECLARED);
        return differences;
    }

    private void addFlag(Kind kind, boolean isLive, boolean isDeclared, String text) {
        if (isLive != isDeclared) {
            add(
                    kind,
                    Optional.empty(),
                    isLive ? Optional.of(text) : Optional.empty(),
                    isDeclared ? Optional.of(text) : Optional.empty());
        }
    }

    private void addColumns() {
        for (Column wanted : declared.columns()) {
            live.column(wanted.name())
                    .ifPresentOrElse(
                            found -> addColumn(found, wanted),
                            () ->
                                    add(
                                            Kind.COLUMN_MISSING,
                                            Optional.of(wanted.name()),
                                            Optional.empty(),
                                            Optional.of(SqlRenderer.column(wanted))));
        }
        for (Column found : live.columns()) {
            if (declared.column(found.name()).isEmpty()) {
                add(
                        Kind.COLUMN_UNDECLARED,
                        Optional.of(found.name()),
                        Optional.of(SqlRenderer.column(found)),
                        Optional.empty());
            }
        }
    }

    private void addColumn(Column found, Column wanted) {
        renames.formerColumn(declared.name(), wanted.name())
                .ifPresent(former ->
                        add(
                                Kind.COLUMN_RENAMED,
                                Optional.of(wanted.name()),
                                Optional.of(former),
                                Optional.of(wanted.name())));
        addAttribute(Kind.COLUMN_TYPE, found, wanted, CanonicalForm::type);
        addAttribute(Kind.COLUMN_NOT_NULL, found, wanted, CanonicalForm::notNull);
        addAttribute(Kind.COLUMN_DEFAULT, found, wanted, CanonicalForm::defaultValue);
        addAttribute(Kind.COLUMN_COLLATION, found, wanted, CanonicalForm::collation);
        addAttribute(Kind.COLUMN_GENERATED, found, wanted, CanonicalForm::generated);
    }

    private void addAttribute(Kind kind, Column found, Column wanted, Attribute attribute) {
        if (!attribute.of(liveForm, found).equals(attribute.of(declaredForm, wanted))) {
            add(
                    kind,
                    Optional.of(wanted.name()),
                    Optional.of(SqlRenderer.column(found)),
                    Optional.of(SqlRenderer.column(wanted)));
        }
    }

    private interface Attribute {

        String of(CanonicalForm form, Column column);
    }

    /** Columns that only one side has are told of by themselves. */
    private void addColumnOrder() {
        List<String> found = commonColumns(live, declared);
        List<String> wanted = commonColumns(declared, live);
        if (!found.equals(wanted)) {
            add(
                    Kind.COLUMN_ORDER,
                    Optional.empty(),
                    Optional.of(String.join(", ", found)),
                    Optional.of(String.join(", ", wanted)));
        }
    }

    private static List<String> commonColumns(Table of, Table with) {
        return of.columns().stream()
                .map(Column::name)
                .filter(name -> with.column(name).isPresent())
                .map(Identifier::key)
                .toList();
    }

    private void addPrimaryKey() {
        if (!liveForm.primaryKey().equals(declaredForm.primaryKey())) {
            add(
                    Kind.PRIMARY_KEY,
                    Optional.empty(),
                    live.primaryKey().map(SqlRenderer::primaryKey),
                    declared.primaryKey().map(SqlRenderer::primaryKey));
        }
    }

    /** Constraints that mean the same are one, as they are to SQLite. */
    private static <T> Map<String, String> keyed(
            List<T> constraints, Function<T, String> form, Function<T, String> text) {
        Map<String, String> keyed = new LinkedHashMap<>();
        constraints.forEach(one -> keyed.putIfAbsent(form.apply(one), text.apply(one)));
        return keyed;
    }

    private void addConstraints(
            Map<String, String> found, Map<String, String> wanted, Kind missing, Kind undeclared) {
        wanted.forEach((form, text) -> {
            if (!found.containsKey(form)) {
                add(missing, Optional.empty(), Optional.empty(), Optional.of(text));
            }
        });
        found.forEach((form, text) -> {
            if (!wanted.containsKey(form)) {
                add(undeclared, Optional.empty(), Optional.of(text), Optional.empty());
            }
        });
    }

    private void add(
            Kind kind,
            Optional<String> member,
            Optional<String> liveText,
            Optional<String> declaredText) {
        differences.add(new Difference(kind, declared.name(), member, liveText, declaredText));
    }
}
