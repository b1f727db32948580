package dev.cairn.schema.compare;

import dev.cairn.schema.Column;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Difference.Aspect;
import dev.cairn.schema.Difference.Change;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.Table;
import dev.cairn.schema.dialect.Rendering;
import dev.cairn.schema.dialect.TableForms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The comparison of one table with its declaration. */
final class TableComparison {

    private final TableForms liveForm;
    private final TableForms declaredForm;
    private final Table live;
    private final Table declared;
    private final Rendering rendering;
    private final Renames renames;
    private final ComparisonOptions options;
    private final List<Difference> differences = new ArrayList<>();

    TableComparison(
            TableForms liveForm,
            TableForms declaredForm,
            Rendering rendering,
            Renames renames,
            ComparisonOptions options) {
        this.liveForm = liveForm;
        this.declaredForm = declaredForm;
        this.live = liveForm.table();
        this.declared = declaredForm.table();
        this.rendering = rendering;
        this.renames = renames;
        this.options = options;
    }

    List<Difference> differences() {
        addOptions();
        addColumns();
        if (options.strictOrder()) {
            addColumnOrder();
        }
        addPrimaryKey();
        addConstraints(
                keyed(live.uniqueConstraints(), liveForm::unique, rendering::unique),
                keyed(declared.uniqueConstraints(), declaredForm::unique, rendering::unique),
                ObjectKind.UNIQUE);
        addConstraints(
                keyed(live.checks(), liveForm::check, rendering::check),
                keyed(declared.checks(), declaredForm::check, rendering::check),
                ObjectKind.CHECK);
        addConstraints(
                keyed(live.foreignKeys(), liveForm::foreignKey, rendering::foreignKey),
                keyed(declared.foreignKeys(), declaredForm::foreignKey, rendering::foreignKey),
                ObjectKind.FOREIGN_KEY);
        return differences;
    }

    private void addOptions() {
        if (!liveForm.options().equals(declaredForm.options())) {
            add(
                    ObjectKind.TABLE,
                    Change.CHANGED,
                    Aspect.OPTIONS,
                    Optional.empty(),
                    options(liveForm),
                    options(declaredForm));
        }
    }

    private static Optional<String> options(TableForms forms) {
        return Optional.of(String.join(", ", forms.options())).filter(text -> !text.isEmpty());
    }

    private void addColumns() {
        for (Column wanted : declared.columns()) {
            live.column(wanted.name())
                    .ifPresentOrElse(
                            found -> addColumn(found, wanted),
                            () ->
                                    add(
                                            ObjectKind.COLUMN,
                                            Change.MISSING,
                                            Aspect.WHOLE,
                                            Optional.of(wanted.name()),
                                            Optional.empty(),
                                            Optional.of(rendering.column(wanted))));
        }
        for (Column found : live.columns()) {
            if (declared.column(found.name()).isEmpty()) {
                add(
                        ObjectKind.COLUMN,
                        Change.UNDECLARED,
                        Aspect.WHOLE,
                        Optional.of(found.name()),
                        Optional.of(rendering.column(found)),
                        Optional.empty());
            }
        }
    }

    private void addColumn(Column found, Column wanted) {
        renames.formerColumn(declared.name(), wanted.name())
                .ifPresent(former ->
                        add(
                                ObjectKind.COLUMN,
                                Change.RENAMED,
                                Aspect.WHOLE,
                                Optional.of(wanted.name()),
                                Optional.of(former),
                                Optional.of(wanted.name())));
        addAttribute(Aspect.TYPE, found, wanted, TableForms::type);
        addAttribute(Aspect.NOT_NULL, found, wanted, TableForms::notNull);
        addAttribute(Aspect.DEFAULT, found, wanted, TableForms::defaultValue);
        addAttribute(Aspect.COLLATION, found, wanted, TableForms::collation);
        addAttribute(Aspect.GENERATED, found, wanted, TableForms::generated);
    }

    private void addAttribute(Aspect aspect, Column found, Column wanted, Attribute attribute) {
        if (!attribute.of(liveForm, found).equals(attribute.of(declaredForm, wanted))) {
            add(
                    ObjectKind.COLUMN,
                    Change.CHANGED,
                    aspect,
                    Optional.of(wanted.name()),
                    Optional.of(rendering.column(found)),
                    Optional.of(rendering.column(wanted)));
        }
    }

    private interface Attribute {

        String of(TableForms form, Column column);
    }

    /** Columns that only one side has are differences of their own. */
    private void addColumnOrder() {
        List<String> found = commonColumns(live, declared);
        List<String> wanted = commonColumns(declared, live);
        if (!found.equals(wanted)) {
            add(
                    ObjectKind.COLUMN,
                    Change.CHANGED,
                    Aspect.ORDER,
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
                    ObjectKind.PRIMARY_KEY,
                    Change.CHANGED,
                    Aspect.WHOLE,
                    Optional.empty(),
                    live.primaryKey().map(rendering::primaryKey),
                    declared.primaryKey().map(rendering::primaryKey));
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
            Map<String, String> found, Map<String, String> wanted, ObjectKind kind) {
        wanted.forEach((form, text) -> {
            if (!found.containsKey(form)) {
                add(
                        kind,
                        Change.MISSING,
                        Aspect.WHOLE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(text));
            }
        });
        found.forEach((form, text) -> {
            if (!wanted.containsKey(form)) {
                add(
                        kind,
                        Change.UNDECLARED,
                        Aspect.WHOLE,
                        Optional.empty(),
                        Optional.of(text),
                        Optional.empty());
            }
        });
    }

    private void add(
            ObjectKind kind,
            Change change,
            Aspect aspect,
            Optional<String> member,
            Optional<String> liveText,
            Optional<String> declaredText) {
        differences.add(
                new Difference(
                        kind, change, aspect, declared.name(), member, liveText, declaredText));
    }
}
