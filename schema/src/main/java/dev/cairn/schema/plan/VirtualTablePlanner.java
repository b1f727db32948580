package dev.cairn.schema.plan;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.FullTextIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plans for tables that a module serves. Of full-text indexes it is known where their texts are, so
 * they can be made anew and filled; all others are created and dropped, nothing else.
 */
final class VirtualTablePlanner {

    private final PlanInput input;
    private final PlanDraft draft;

    VirtualTablePlanner(PlanInput input, PlanDraft draft) {
        this.input = input;
        this.draft = draft;
    }

    void create(String name, List<String> causes) {
        VirtualTable table = input.wanted().virtualTable(name).orElseThrow();
        draft.virtualTables.add(new PlanStep.CreateVirtualTable(table, causes));
        firstFill(table)
                .ifPresent(fill ->
                        draft.fills.add(new PlanStep.FillVirtualTable(table.name(), fill, causes)));
    }

    /** Making an index or its triggers does not fill it. */
    private Optional<List<String>> firstFill(VirtualTable table) {
        return Fts5.of(table)
                .flatMap(index ->
                        switch (index.content()) {
                            case OWN -> Optional.empty();
                            case EXTERNAL -> Optional.of(index.rebuild(table.name()));
                            case NONE -> source(table).map(q -> index.fillFrom(table.name(), q));
                        });
    }

    void drop(String name, List<String> causes) {
        VirtualTable table = input.original().virtualTable(name).orElseThrow();
        drop(table, causes, draft.virtualTableDrops);
    }

    void drop(VirtualTable table, List<String> causes, List<PlanStep> phase) {
        phase.add(new PlanStep.DropVirtualTable(table, settingsAndContent(table), causes));
    }

    /** Returns how a dropped table would get back what was stored in it, if that can be had. */
    private Optional<List<String>> settingsAndContent(VirtualTable table) {
        List<String> settings =
                Fts5.of(table)
                        .map(index -> index.settings(input.facts().settingsOf(table.name())))
                        .orElse(List.of());
        return refill(table)
                .map(content -> Stream.concat(settings.stream(), content.stream()).toList());
    }

    /** Returns how a dropped table would be filled again: not at all if it is empty. */
    private Optional<List<String>> refill(VirtualTable table) {
        Optional<List<String>> fromContent =
                Fts5.of(table)
                        .filter(index -> index.content() == FullTextIndex.Content.EXTERNAL)
                        .map(index -> index.rebuild(table.name()));
        boolean empty = input.facts().rowsOf(table.name()) == 0;
        return fromContent.or(() -> empty ? Optional.of(List.of()) : Optional.empty());
    }

    void change(Difference difference) {
        VirtualTable target = input.wanted().virtualTable(difference.object()).orElseThrow();
        VirtualTable current = input.original().virtualTable(difference.object()).orElseThrow();
        Optional<Fts5> from = Fts5.of(current);
        Optional<Fts5> to = Fts5.of(target);
        if (from.isEmpty() || to.isEmpty()) {
            draft.refusals.add(
                    new Refusal(
                            difference.path(),
                            "a table of the module '"
                                    + current.module()
                                    + "' cannot be changed, only created and dropped",
                            "declare it under another name, or drop it first"));
            return;
        }
        rebuild(difference, current, target, from.get(), to.get());
    }

    private void rebuild(
            Difference difference, VirtualTable current, VirtualTable target, Fts5 from, Fts5 to) {
        boolean empty = input.facts().rowsOf(current.name()) == 0;
        List<String> lost = lostColumns(from, to);
        if (!empty && !lost.isEmpty() && !input.prunes()) {
            draft.refusals.add(
                    new Refusal(
                            difference.path(),
                            "the texts of " + String.join(", ", lost) + " are nowhere else",
                            "sync with pruning to drop them"));
            return;
        }
        String name = input.free().like(target.name());
        Optional<List<String>> fill =
                fill(target, from, to, name)
                        .or(() -> empty ? Optional.of(List.of()) : Optional.empty());
        if (fill.isEmpty()) {
            draft.refusals.add(
                    new Refusal(
                            difference.path(),
                            "the texts of an index without content cannot be read back",
                            "declare its 'source' query, or drop it first"));
            return;
        }
        draft.virtualTables.add(
                new RebuildVirtualTable(
                        current,
                        target,
                        name,
                        fill.get(),
                        restore(current, from, to, name),
                        List.of(Causes.of(difference))));
    }

    /** Returns how the old index would be filled from what there is when it has been replaced. */
    private Optional<List<String>> restore(VirtualTable current, Fts5 from, Fts5 to, String as) {
        boolean empty = input.facts().rowsOf(current.name()) == 0;
        Optional<List<String>> again =
                switch (from.content()) {
                    case EXTERNAL -> Optional.of(from.rebuild(as));
                    case OWN ->
                            to.content() == FullTextIndex.Content.OWN
                                            && lostColumns(from, to).isEmpty()
                                    ? Optional.of(from.copyFrom(to, as))
                                    : Optional.empty();
                    case NONE -> Optional.empty();
                };
        return again.or(() -> empty ? Optional.of(List.of()) : Optional.empty());
    }

    private static List<String> lostColumns(Fts5 from, Fts5 to) {
        boolean own = from.content() == FullTextIndex.Content.OWN;
        boolean kept = to.content() == FullTextIndex.Content.OWN;
        return own && kept
                ? from.columns().stream().filter(column -> !to.hasColumn(column)).toList()
                : List.of();
    }

    private Optional<List<String>> fill(VirtualTable target, Fts5 from, Fts5 to, String as) {
        return switch (to.content()) {
            case EXTERNAL -> Optional.of(to.rebuild(as));
            case NONE -> source(target).map(query -> to.fillFrom(as, query));
            case OWN ->
                    from.content() == FullTextIndex.Content.NONE
                            ? source(target).map(query -> to.fillFrom(as, query))
                            : Optional.of(to.copyFrom(from, as));
        };
    }

    private Optional<String> source(VirtualTable table) {
        return input.declared().hints().virtualTables().entrySet().stream()
                .filter(entry -> Identifier.same(entry.getKey(), table.name()))
                .findFirst()
                .flatMap(entry -> entry.getValue().source());
    }

    /** Fills the indexes that read a changed table again, or says which can no longer read it. */
    void contentChanged(TableChange change, boolean rowIdsChange) {
        for (VirtualTable table : staying()) {
            Optional<Fts5> index = Fts5.of(table);
            String former = change.move().original().name();
            String name = change.targetTable().name();
            if (index.filter(i -> i.reads(former) || i.reads(name)).isPresent()) {
                contentChanged(table, index.get(), change, rowIdsChange);
            }
        }
    }

    private List<VirtualTable> staying() {
        List<VirtualTable> staying = new ArrayList<>();
        for (VirtualTable table : input.original().virtualTables()) {
            boolean changes =
                    draft.virtualTables.stream()
                                    .anyMatch(step ->
                                            step instanceof RebuildVirtualTable rebuild
                                                    && rebuild.live().equals(table))
                            || draft.virtualTableDrops.stream()
                                    .anyMatch(step ->
                                            step instanceof PlanStep.DropVirtualTable drop
                                                    && drop.table().equals(table));
            if (!changes) {
                staying.add(table);
            }
        }
        return staying;
    }

    private void contentChanged(
            VirtualTable table, Fts5 index, TableChange change, boolean rowIdsChange) {
        if (!index.reads(change.targetTable().name())) {
            refuseReader(table, change.move().original().name());
            return;
        }
        for (String column : index.columns()) {
            if (change.targetTable().column(column).isEmpty()) {
                refuseReader(table, change.move().original().name() + "." + column);
                return;
            }
        }
        boolean valuesChange =
                change.targetTable().columns().stream()
                        .filter(column -> index.hasColumn(column.name()))
                        .anyMatch(change.move()::changesValue);
        if (valuesChange || rowIdsChange) {
            draft.fills.add(
                    new PlanStep.FillVirtualTable(
                            table.name(),
                            index.rebuild(table.name()),
                            List.of("what '" + change.targetTable().name() + "' holds changes")));
        }
    }

    private void refuseReader(VirtualTable table, String content) {
        draft.refusals.add(
                new Refusal(
                        table.name(),
                        "this full-text index reads '"
                                + content
                                + "', which would no longer be there under that name",
                        "declare the index as it shall be, or sync with pruning"));
    }
}
