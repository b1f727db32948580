package dev.cairn.schema.sqlite;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.dialect.PlanContext;
import dev.cairn.schema.dialect.Proposal;
import dev.cairn.schema.dialect.TableChange;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Refusal;
import dev.cairn.schema.sqlite.forms.FullTextArguments;
import dev.cairn.schema.sqlite.text.ObjectText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps for virtual tables. A full-text index names the table with its texts, so it can be
 * rebuilt and filled; all others are only created and dropped.
 */
final class SqliteVirtualTables {

    private final PlanContext context;

    SqliteVirtualTables(PlanContext context) {
        this.context = context;
    }

    Proposal create(VirtualTable table, List<String> causes) {
        List<PlanStep> fills =
                firstFill(table).stream()
                        .map(fill -> SqliteSteps.fillVirtualTable(table.name(), fill))
                        .map(fill -> fill.because(causes))
                        .toList();
        return new Proposal(
                List.of(SqliteSteps.createVirtualTable(table).because(causes)),
                fills,
                List.of(),
                List.of());
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

    /**
     * Returns the steps that fill the indexes that a new trigger feeds. An index that had no
     * trigger does not hold the rows of its content, and the trigger would take out of it what it
     * never had.
     */
    List<PlanStep> fillsFor(Trigger trigger) {
        if (context.live().trigger(trigger.name()).isPresent()) {
            return List.of();
        }
        List<PlanStep> fills = new ArrayList<>();
        for (VirtualTable table : context.wanted().virtualTables()) {
            boolean wasThere = context.live().virtualTable(table.name()).isPresent();
            if (wasThere && ObjectText.mentions(trigger.sql(), table.name())) {
                Fts5.of(table)
                        .filter(index -> index.content() == FullTextArguments.Content.EXTERNAL)
                        .map(index -> index.rebuild(table.name()))
                        .map(fill -> SqliteSteps.fillVirtualTable(table.name(), fill))
                        .map(step ->
                                step.because(
                                        List.of(
                                                "trigger '"
                                                        + trigger.name()
                                                        + "' feeds it from now on")))
                        .ifPresent(fills::add);
            }
        }
        return fills;
    }

    PlanStep drop(VirtualTable table) {
        return SqliteSteps.dropVirtualTable(table, settingsAndContent(table));
    }

    /** Returns how a dropped table would get back what was stored in it, if that can be had. */
    private Optional<List<String>> settingsAndContent(VirtualTable table) {
        List<String> settings =
                Fts5.of(table)
                        .map(index -> index.settings(context.facts().settingsOf(table.name())))
                        .orElse(List.of());
        return refill(table)
                .map(content -> Stream.concat(settings.stream(), content.stream()).toList());
    }

    /** Returns how a dropped table would be filled again: not at all if it is empty. */
    private Optional<List<String>> refill(VirtualTable table) {
        Optional<List<String>> fromContent =
                Fts5.of(table)
                        .filter(index -> index.content() == FullTextArguments.Content.EXTERNAL)
                        .map(index -> index.rebuild(table.name()));
        boolean empty = context.facts().rowsOf(table.name()) == 0;
        return fromContent.or(() -> empty ? Optional.of(List.of()) : Optional.empty());
    }

    Proposal change(VirtualTable current, VirtualTable target, Difference difference) {
        Optional<Fts5> from = Fts5.of(current);
        Optional<Fts5> to = Fts5.of(target);
        return from.isPresent() && to.isPresent()
                ? rebuild(difference, current, target, from.get(), to.get())
                : refused(
                        difference.path(),
                        "a table of the module '"
                                + current.module()
                                + "' cannot be changed, only created and dropped",
                        "declare it under another name, or drop it first");
    }

    private static Proposal refused(String path, String reason, String remedy) {
        return Proposal.refused(new Refusal(path, reason, remedy));
    }

    private Proposal rebuild(
            Difference difference, VirtualTable current, VirtualTable target, Fts5 from, Fts5 to) {
        boolean empty = context.facts().rowsOf(current.name()) == 0;
        List<String> lost = lostColumns(from, to);
        if (!empty && !lost.isEmpty() && !context.options().prune()) {
            return refused(
                    difference.path(),
                    "the texts of " + String.join(", ", lost) + " are nowhere else",
                    "sync with pruning to drop them");
        }
        String name = context.freeName(target.name());
        Optional<List<String>> fill =
                fill(target, from, to, name)
                        .or(() -> empty ? Optional.of(List.of()) : Optional.empty());
        if (fill.isEmpty()) {
            return refused(
                    difference.path(),
                    "the texts of an index without content cannot be read back",
                    "declare its 'source' query, or drop it first");
        }
        RebuildVirtualTable rebuild =
                new RebuildVirtualTable(
                        current, target, name, fill.get(), restore(current, from, to, name));
        return Proposal.of(rebuild.step(List.of(difference.reason())));
    }

    /** Returns how the old index would be filled from what there is when it has been replaced. */
    private Optional<List<String>> restore(VirtualTable current, Fts5 from, Fts5 to, String as) {
        boolean empty = context.facts().rowsOf(current.name()) == 0;
        Optional<List<String>> again =
                switch (from.content()) {
                    case EXTERNAL -> Optional.of(from.rebuild(as));
                    case OWN ->
                            to.content() == FullTextArguments.Content.OWN
                                            && lostColumns(from, to).isEmpty()
                                    ? Optional.of(from.copyFrom(to, as))
                                    : Optional.empty();
                    case NONE -> Optional.empty();
                };
        return again.or(() -> empty ? Optional.of(List.of()) : Optional.empty());
    }

    private static List<String> lostColumns(Fts5 from, Fts5 to) {
        boolean own = from.content() == FullTextArguments.Content.OWN;
        boolean kept = to.content() == FullTextArguments.Content.OWN;
        return own && kept
                ? from.columns().stream().filter(column -> !to.hasColumn(column)).toList()
                : List.of();
    }

    private Optional<List<String>> fill(VirtualTable target, Fts5 from, Fts5 to, String as) {
        return switch (to.content()) {
            case EXTERNAL -> Optional.of(to.rebuild(as));
            case NONE -> source(target).map(query -> to.fillFrom(as, query));
            case OWN ->
                    from.content() == FullTextArguments.Content.NONE
                            ? source(target).map(query -> to.fillFrom(as, query))
                            : Optional.of(to.copyFrom(from, as));
        };
    }

    private Optional<String> source(VirtualTable table) {
        return context.hints().virtualTable(table.name()).source();
    }

    /**
     * Returns how the indexes that read a changed table are filled again, or which can no longer
     * read it.
     */
    Proposal contentChanged(TableChange change, TableMove move, boolean rowIdsChange) {
        List<PlanStep> fills = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        String former = move.original().name();
        String name = move.target().name();
        for (VirtualTable table : change.virtualTables()) {
            Optional<Fts5> index =
                    Fts5.of(table).filter(each -> each.reads(former) || each.reads(name));
            if (index.isPresent()) {
                Optional<String> missing = missing(index.get(), move);
                if (missing.isPresent()) {
                    refusals.add(cannotRead(table, missing.get()));
                } else if (rowIdsChange || changesTexts(index.get(), move)) {
                    fills.add(
                            SqliteSteps.fillVirtualTable(
                                            table.name(), index.get().rebuild(table.name()))
                                    .because(List.of("what '" + name + "' holds changes")));
                }
            }
        }
        return new Proposal(List.of(), fills, List.of(), refusals);
    }

    /** Returns what an index reads that is no longer there. */
    private static Optional<String> missing(Fts5 index, TableMove move) {
        String former = move.original().name();
        if (!index.reads(move.target().name())) {
            return Optional.of(former);
        }
        return index.columns().stream()
                .filter(column -> move.target().column(column).isEmpty())
                .findFirst()
                .map(column -> former + "." + column);
    }

    private static boolean changesTexts(Fts5 index, TableMove move) {
        return move.target().columns().stream()
                .filter(column -> index.hasColumn(column.name()))
                .anyMatch(move::changesValue);
    }

    private static Refusal cannotRead(VirtualTable table, String content) {
        return new Refusal(
                table.name(),
                "this full-text index reads '"
                        + content
                        + "', which would no longer be there under that name",
                "declare the index as it shall be, or sync with pruning");
    }
}
