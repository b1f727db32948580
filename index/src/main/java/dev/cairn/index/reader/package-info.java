/**
 * Reads files and extracts what the index keeps of them, where a file that keeps its parser busy or
 * takes memory costs a process of its own and not the run. Start at {@link
 * dev.cairn.index.reader.FileReadings}; {@link dev.cairn.index.reader.FileReader} reads one file.
 */
@NullMarked
package dev.cairn.index.reader;

import org.jspecify.annotations.NullMarked;
