package dev.cairn.schema.compare;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Difference.Aspect;
import dev.cairn.schema.Difference.Change;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.dialect.Forms;
import dev.cairn.schema.dialect.Rendering;
import dev.cairn.schema.dialect.TableDialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One comparison of two schemas whose objects are matched by name. */
final class SchemaComparison {

    private final Schema live;
    private final Schema declared;
    private final Renames renames;
    private final ComparisonOptions options;
    private final Map<String, SchemaObject> liveTableLike = new HashMap<>();
    private final Map<String, Table> liveTables = new HashMap<>();
    private final Map<String, Table> declaredTables = new HashMap<>();
    private final Forms forms;
    private final Rendering rendering;
    private final List<Difference> differences = new ArrayList<>();

    SchemaComparison(
            Schema live,
            Schema declared,
            Renames renames,
            TableDialect dialect,
            ComparisonOptions options) {
        this.live = live;
        this.declared = declared;
        this.renames = renames;
        this.options = options;
        Stream.of(live.tables(), live.virtualTables(), live.views())
                .flatMap(List::stream)
                .forEach(object -> liveTableLike.put(Identifier.key(object.name()), object));
        live.tables().forEach(table -> liveTables.put(Identifier.key(table.name()), table));
        declared.tables().forEach(table -> declaredTables.put(Identifier.key(table.name()), table));
        this.forms = dialect.forms(live, declared);
        this.rendering = dialect.rendering();
    }

    List<Difference> differences() {
        addOpaque();
        addKindChanges();
        addTables();
        addObjects(
                live.virtualTables(),
                declared.virtualTables(),
                forms::virtualTable,
                forms::virtualTable,
                ObjectKind.VIRTUAL_TABLE);
        addObjects(
                live.indexes(),
                declared.indexes(),
                index -> form(index, live, liveTables),
                index -> form(index, declared, declaredTables),
                ObjectKind.INDEX);
        addObjects(live.views(), declared.views(), forms::view, forms::view, ObjectKind.VIEW);
        addObjects(
                live.triggers(),
                declared.triggers(),
                forms::trigger,
                forms::trigger,
                ObjectKind.TRIGGER);
        return List.copyOf(differences);
    }

    private String form(Index index, Schema schema, Map<String, Table> tables) {
        String key = Identifier.key(index.table());
        Table table = tables.get(key);
        return table == null ? "on " + key : "on " + key + forms.table(table, schema).index(index);
    }

    private void addOpaque() {
        for (OpaqueObject opaque : live.opaqueObjects()) {
            Optional<SchemaObject> wanted = declaredObject(opaque.name());
            differences.add(
                    new Difference(
                            ObjectKind.OPAQUE,
                            wanted.isPresent() ? Change.CHANGED : Change.UNDECLARED,
                            wanted.isPresent() ? Aspect.KIND : Aspect.WHOLE,
                            opaque.name(),
                            Optional.empty(),
                            Optional.of(opaque.type() + ": " + opaque.reason()),
                            wanted.map(this::text)));
        }
    }

    private Optional<SchemaObject> declaredObject(String name) {
        return Stream.<Optional<? extends SchemaObject>>of(
                        declared.table(name),
                        declared.virtualTable(name),
                        declared.view(name),
                        declared.index(name),
                        declared.trigger(name))
                .flatMap(Optional::stream)
                .<SchemaObject>map(object -> object)
                .findFirst();
    }

    private void addKindChanges() {
        Stream.of(declared.tables(), declared.virtualTables(), declared.views())
                .flatMap(List::stream)
                .forEach(this::addKindChange);
    }

    private void addKindChange(SchemaObject wanted) {
        SchemaObject found = liveTableLike.get(Identifier.key(wanted.name()));
        if (found != null && !found.getClass().equals(wanted.getClass())) {
            differences.add(
                    new Difference(
                            ObjectKind.of(wanted),
                            Change.CHANGED,
                            Aspect.KIND,
                            wanted.name(),
                            Optional.empty(),
                            Optional.of(text(found)),
                            Optional.of(text(wanted))));
        }
    }

    private void addTables() {
        for (Table wanted : declared.tables()) {
            Table found = liveTables.get(Identifier.key(wanted.name()));
            if (found == null) {
                addMissing(wanted, ObjectKind.TABLE);
                continue;
            }
            renames.formerTable(wanted.name())
                    .ifPresent(former -> addRename(wanted.name(), former));
            differences.addAll(
                    new TableComparison(
                                    forms.table(found, live),
                                    forms.table(wanted, declared),
                                    rendering,
                                    renames,
                                    options)
                            .differences());
        }
        for (Table found : live.tables()) {
            if (!declaredTables.containsKey(Identifier.key(found.name()))) {
                addUndeclared(found, ObjectKind.TABLE);
            }
        }
    }

    private void addRename(String name, String former) {
        differences.add(
                Difference.of(
                        ObjectKind.TABLE,
                        Change.RENAMED,
                        name,
                        Optional.of(former),
                        Optional.of(name)));
    }

    private <T extends SchemaObject> void addObjects(
            List<T> liveObjects,
            List<T> declaredObjects,
            Function<T, String> liveForm,
            Function<T, String> declaredForm,
            ObjectKind kind) {
        Map<String, T> unmatched = new HashMap<>();
        liveObjects.forEach(object -> unmatched.put(Identifier.key(object.name()), object));
        for (T wanted : declaredObjects) {
            T found = unmatched.remove(Identifier.key(wanted.name()));
            if (found == null) {
                addMissing(wanted, kind);
            } else if (!liveForm.apply(found).equals(declaredForm.apply(wanted))) {
                differences.add(
                        Difference.of(
                                kind,
                                Change.CHANGED,
                                wanted.name(),
                                Optional.of(text(found)),
                                Optional.of(text(wanted))));
            }
        }
        liveObjects.stream()
                .filter(object -> unmatched.containsKey(Identifier.key(object.name())))
                .forEach(object -> addUndeclared(object, kind));
    }

    /** A name that another kind of object has, or an opaque object, is one difference. */
    private void addMissing(SchemaObject wanted, ObjectKind kind) {
        boolean tableLike = kind != ObjectKind.INDEX && kind != ObjectKind.TRIGGER;
        boolean takenByAnother =
                tableLike && liveTableLike.containsKey(Identifier.key(wanted.name()));
        if (!takenByAnother && live.opaqueObject(wanted.name()).isEmpty()) {
            differences.add(
                    Difference.of(
                            kind,
                            Change.MISSING,
                            wanted.name(),
                            Optional.empty(),
                            Optional.of(text(wanted))));
        }
    }

    private void addUndeclared(SchemaObject found, ObjectKind kind) {
        boolean tableLike = kind != ObjectKind.INDEX && kind != ObjectKind.TRIGGER;
        if (tableLike && isDeclaredTableLike(found.name())) {
            return;
        }
        differences.add(
                Difference.of(
                        kind,
                        Change.UNDECLARED,
                        found.name(),
                        Optional.of(text(found)),
                        Optional.empty()));
    }

    private boolean isDeclaredTableLike(String name) {
        return declaredTables.containsKey(Identifier.key(name))
                || declared.virtualTable(name).isPresent()
                || declared.view(name).isPresent();
    }

    private String text(SchemaObject object) {
        return rendering.render(object);
    }
}
