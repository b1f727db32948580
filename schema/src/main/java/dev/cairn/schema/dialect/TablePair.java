package dev.cairn.schema.dialect;

import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.Table;

/**
 * A table that exists and is declared.
 *
 * @param original the live table with its former names
 * @param live the live table with its new names
 * @param target the table as it will be: as declared, with the columns that are kept
 * @param hints what the definition says about the way to it
 * @param rows how many rows there are
 */
public record TablePair(Table original, Table live, Table target, TableHints hints, long rows) {}
