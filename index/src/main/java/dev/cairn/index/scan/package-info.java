/**
 * What of a folder is to be indexed. Start at {@link dev.cairn.index.scan.SourceScanner}, which
 * lists files and reads none of them; {@link dev.cairn.index.scan.SourceText} reads one.
 */
@NullMarked
package dev.cairn.index.scan;

import org.jspecify.annotations.NullMarked;
