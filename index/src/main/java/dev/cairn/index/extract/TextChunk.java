package dev.cairn.index.extract;

/**
 * The part of a file's text that belongs to one definition and to none inside it. What the inner
 * ones take is left out except for its line breaks, so that lines can be counted.
 *
 * @param definition the index of the definition in the file's list, or -1 for what is in none
 * @param line the line on which the text begins, counted from 1
 * @param content the text
 */
public record TextChunk(int definition, int line, String content) {}
