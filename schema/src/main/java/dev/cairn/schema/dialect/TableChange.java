package dev.cairn.schema.dialect;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Index;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.VirtualTable;
import java.util.List;

/**
 * All that changes in one table.
 *
 * @param tables the table before and afterwards
 * @param differences what differs, without what is left alone; nothing if only an index of the
 *     table is new
 * @param newIndexes indexes that the plan makes on it
 * @param indexes indexes on it that stay, as they will be
 * @param triggers triggers on it that stay, as they will be
 * @param virtualTables tables of modules that stay, any of which may read it
 */
public record TableChange(
        TablePair tables,
        List<Difference> differences,
        List<Index> newIndexes,
        List<Index> indexes,
        List<Trigger> triggers,
        List<VirtualTable> virtualTables) {

    public TableChange {
        differences = List.copyOf(differences);
        newIndexes = List.copyOf(newIndexes);
        indexes = List.copyOf(indexes);
        triggers = List.copyOf(triggers);
        virtualTables = List.copyOf(virtualTables);
    }

    /** Returns whether the table or a column of it gets another name. */
    public boolean renames() {
        return differences.stream().anyMatch(TableChange::isRename);
    }

    /** Returns whether anything but names changes. */
    public boolean changesMoreThanNames() {
        return differences.stream().anyMatch(difference -> !isRename(difference));
    }

    private static boolean isRename(Difference difference) {
        return difference.change() == Difference.Change.RENAMED;
    }
}
