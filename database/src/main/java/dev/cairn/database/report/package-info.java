/**
 * What is found and planned, written for other programs.
 *
 * <p>Start at {@link dev.cairn.database.report.LintReport}. Text for people is made where the
 * values are, in {@code dev.cairn.schema}; here is what needs a library for JSON.
 */
@NullMarked
package dev.cairn.database.report;

import org.jspecify.annotations.NullMarked;
