package dev.cairn.schema.plan;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Index;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.SqliteRendering;
import java.util.List;
import java.util.Optional;

/**
 * One step of a plan. Its statements are run in order, in the transaction that the whole plan has,
 * with foreign keys off.
 */
public sealed interface PlanStep
        permits PlanStep.CreateTable,
                PlanStep.DropTable,
                PlanStep.RenameTable,
                AddColumn,
                DropColumn,
                PlanStep.RenameColumn,
                PlanStep.SetNotNull,
                PlanStep.DropNotNull,
                PlanStep.AddCheck,
                PlanStep.DropCheck,
                PlanStep.FillColumn,
                RebuildTable,
                PlanStep.CreateIndex,
                PlanStep.DropIndex,
                PlanStep.CreateVirtualTable,
                PlanStep.DropVirtualTable,
                RebuildVirtualTable,
                PlanStep.FillVirtualTable,
                PlanStep.CreateView,
                PlanStep.DropView,
                PlanStep.CreateTrigger,
                PlanStep.DropTrigger {

    /** Returns what is done, such as {@code create table 'notes'}. */
    String description();

    /** Returns why, one reason each. */
    List<String> causes();

    /** Returns the SQL, one statement each. */
    List<String> statements();

    /** Returns what the step costs or risks. */
    default List<Hazard> hazards() {
        return List.of();
    }

    /**
     * Returns the steps that undo this one, none if nothing is left to undo; empty if what was
     * there before cannot be brought back.
     */
    Optional<List<PlanStep>> reverse();

    /** Makes a table. */
    record CreateTable(Table table, List<String> causes) implements PlanStep {
        @Override
        public String description() {
            return "create table '" + table.name() + "'";
        }

        @Override
        public List<String> statements() {
            return List.of(SqliteRendering.INSTANCE.text(table));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new DropTable(table, 0, undo(this)));
        }
    }

    /**
     * Drops a table with its rows.
     *
     * @param rows how many there are
     */
    record DropTable(Table table, long rows, List<String> causes) implements PlanStep {
        @Override
        public String description() {
            return "drop table '" + table.name() + "'";
        }

        @Override
        public List<String> statements() {
            return List.of("DROP TABLE " + quote(table.name()));
        }

        @Override
        public List<Hazard> hazards() {
            return rows == 0
                    ? List.of()
                    : List.of(Hazard.drops(rows + " rows of '" + table.name() + "'"));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return rows == 0 ? undoneBy(new CreateTable(table, undo(this))) : Optional.empty();
        }
    }

    /** Gives a table another name; what refers to it follows. */
    record RenameTable(String from, String to, List<String> causes) implements PlanStep {
        @Override
        public String description() {
            return "rename table '" + from + "' to '" + to + "'";
        }

        @Override
        public List<String> statements() {
            return List.of("ALTER TABLE " + quote(from) + " RENAME TO " + quote(to));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new RenameTable(to, from, undo(this)));
        }
    }

    /** Gives a column another name; what refers to it follows. */
    record RenameColumn(String table, String from, String to, List<String> causes)
            implements PlanStep {
        @Override
        public String description() {
            return "rename column '" + table + "." + from + "' to '" + to + "'";
        }

        @Override
        public List<String> statements() {
            return List.of(alter(table) + "RENAME COLUMN " + quote(from) + " TO " + quote(to));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new RenameColumn(table, to, from, undo(this)));
        }
    }

    /** Forbids NULL in a column without writing the rows again (SQLite 3.53). */
    record SetNotNull(String table, String column, long rows, List<String> causes)
            implements PlanStep {
        @Override
        public String description() {
            return "make '" + table + "." + column + "' NOT NULL";
        }

        @Override
        public List<String> statements() {
            return List.of(alter(table) + "ALTER COLUMN " + quote(column) + " SET NOT NULL");
        }

        @Override
        public List<Hazard> hazards() {
            return List.of(Hazard.scans(rows, table));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new DropNotNull(table, column, rows, undo(this)));
        }
    }

    /** Permits NULL in a column without writing the rows again (SQLite 3.53). */
    record DropNotNull(String table, String column, long rows, List<String> causes)
            implements PlanStep {
        @Override
        public String description() {
            return "permit NULL in '" + table + "." + column + "'";
        }

        @Override
        public List<String> statements() {
            return List.of(alter(table) + "ALTER COLUMN " + quote(column) + " DROP NOT NULL");
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new SetNotNull(table, column, rows, undo(this)));
        }
    }

    /** Adds a CHECK to a table without writing the rows again (SQLite 3.53). */
    record AddCheck(String table, CheckConstraint check, long rows, List<String> causes)
            implements PlanStep {
        @Override
        public String description() {
            return "add CHECK (" + check.expression() + ") to '" + table + "'";
        }

        @Override
        public List<String> statements() {
            return List.of(alter(table) + "ADD " + SqliteRendering.INSTANCE.check(check));
        }

        @Override
        public List<Hazard> hazards() {
            return List.of(Hazard.scans(rows, table));
        }

        /** A CHECK without a name cannot be dropped in place. */
        @Override
        public Optional<List<PlanStep>> reverse() {
            return check.name().isPresent()
                    ? undoneBy(new DropCheck(table, check, rows, undo(this)))
                    : Optional.empty();
        }
    }

    /** Drops a named CHECK without writing the rows again (SQLite 3.53). */
    record DropCheck(String table, CheckConstraint check, long rows, List<String> causes)
            implements PlanStep {
        @Override
        public String description() {
            return "drop CHECK '" + name() + "' of '" + table + "'";
        }

        @Override
        public List<String> statements() {
            return List.of(alter(table) + "DROP CONSTRAINT " + quote(name()));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new AddCheck(table, check, rows, undo(this)));
        }

        private String name() {
            return check.name().orElseThrow();
        }
    }

    /** Gives the rows that hold NULL in a column the value that the definition says. */
    record FillColumn(
            String table, String column, String expression, long rows, List<String> causes)
            implements PlanStep {
        @Override
        public String description() {
            return "fill NULL in '" + table + "." + column + "' with " + expression;
        }

        /** OR ABORT overrides the ON CONFLICT clauses of constraints, which could drop rows. */
        @Override
        public List<String> statements() {
            return List.of(
                    "UPDATE OR ABORT "
                            + quote(table)
                            + " SET "
                            + quote(column)
                            + " = ("
                            + expression
                            + ") WHERE "
                            + quote(column)
                            + " IS NULL");
        }

        @Override
        public List<Hazard> hazards() {
            return List.of(
                    new Hazard(
                            Hazard.Kind.CHANGES_VALUES,
                            "writes '" + table + "." + column + "' where it is NULL"));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return Optional.empty();
        }
    }

    /** Makes an index. */
    record CreateIndex(Index index, long rows, List<String> causes) implements PlanStep {
        @Override
        public String description() {
            return "create index '" + index.name() + "' on '" + index.table() + "'";
        }

        @Override
        public List<String> statements() {
            return List.of(SqliteRendering.INSTANCE.text(index));
        }

        @Override
        public List<Hazard> hazards() {
            return rows == 0 ? List.of() : List.of(Hazard.scans(rows, index.table()));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new DropIndex(index, rows, undo(this)));
        }
    }

    /** Drops an index. */
    record DropIndex(Index index, long rows, List<String> causes) implements PlanStep {
        @Override
        public String description() {
            return "drop index '" + index.name() + "'";
        }

        @Override
        public List<String> statements() {
            return List.of("DROP INDEX " + quote(index.name()));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new CreateIndex(index, rows, undo(this)));
        }
    }

    /** Makes a table that a module serves, without filling it. */
    record CreateVirtualTable(VirtualTable table, List<String> causes) implements PlanStep {
        @Override
        public String description() {
            return "create " + table.module() + " table '" + table.name() + "'";
        }

        @Override
        public List<String> statements() {
            return List.of(SqliteRendering.INSTANCE.text(table));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new DropVirtualTable(table, Optional.of(List.of()), undo(this)));
        }
    }

    /**
     * Drops a table that a module serves.
     *
     * @param refill the statements that would give a new one its content; empty if nothing does
     */
    record DropVirtualTable(VirtualTable table, Optional<List<String>> refill, List<String> causes)
            implements PlanStep {
        @Override
        public String description() {
            return "drop " + table.module() + " table '" + table.name() + "'";
        }

        @Override
        public List<String> statements() {
            return List.of("DROP TABLE " + quote(table.name()));
        }

        @Override
        public List<Hazard> hazards() {
            return refill.isPresent()
                    ? List.of()
                    : List.of(Hazard.drops("the content of '" + table.name() + "'"));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            CreateVirtualTable create = new CreateVirtualTable(table, undo(this));
            return refill.map(statements ->
                    statements.isEmpty()
                            ? List.of(create)
                            : List.of(
                                    create,
                                    new FillVirtualTable(table.name(), statements, undo(this))));
        }
    }

    /** Fills a full-text index from where its texts are. */
    record FillVirtualTable(String table, List<String> statements, List<String> causes)
            implements PlanStep {
        @Override
        public String description() {
            return "fill the full-text index '" + table + "'";
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return Optional.of(List.of());
        }
    }

    /** Makes a view. */
    record CreateView(View view, List<String> causes) implements PlanStep {
        @Override
        public String description() {
            return "create view '" + view.name() + "'";
        }

        @Override
        public List<String> statements() {
            return List.of(view.sql());
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new DropView(view, undo(this)));
        }
    }

    /** Drops a view. */
    record DropView(View view, List<String> causes) implements PlanStep {
        @Override
        public String description() {
            return "drop view '" + view.name() + "'";
        }

        @Override
        public List<String> statements() {
            return List.of("DROP VIEW " + quote(view.name()));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new CreateView(view, undo(this)));
        }
    }

    /** Makes a trigger. */
    record CreateTrigger(Trigger trigger, List<String> causes) implements PlanStep {
        @Override
        public String description() {
            return "create trigger '" + trigger.name() + "' on '" + trigger.table() + "'";
        }

        @Override
        public List<String> statements() {
            return List.of(trigger.sql());
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new DropTrigger(trigger, undo(this)));
        }
    }

    /** Drops a trigger. */
    record DropTrigger(Trigger trigger, List<String> causes) implements PlanStep {
        @Override
        public String description() {
            return "drop trigger '" + trigger.name() + "'";
        }

        @Override
        public List<String> statements() {
            return List.of("DROP TRIGGER " + quote(trigger.name()));
        }

        @Override
        public Optional<List<PlanStep>> reverse() {
            return undoneBy(new CreateTrigger(trigger, undo(this)));
        }
    }

    private static String alter(String table) {
        return "ALTER TABLE " + quote(table) + " ";
    }

    private static List<String> undo(PlanStep step) {
        return List.of("undoes: " + step.description());
    }

    private static Optional<List<PlanStep>> undoneBy(PlanStep step) {
        return Optional.of(List.of(step));
    }
}
