package dev.cairn.index.parse;

/**
 * A place where a text does not follow the grammar of its language.
 *
 * @param line the line, counted from 1
 * @param column the column in UTF-16 units, counted from 1
 * @param message what is wrong
 */
public record SyntaxProblem(int line, int column, String message) {}
