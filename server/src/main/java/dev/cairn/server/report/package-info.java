/**
 * What a person sees of an index and its database, as parts of a page: the page of {@code cairn
 * serve} and the file of {@code cairn report} share them. Start at {@link
 * dev.cairn.server.report.Report}.
 */
@NullMarked
package dev.cairn.server.report;

import org.jspecify.annotations.NullMarked;
