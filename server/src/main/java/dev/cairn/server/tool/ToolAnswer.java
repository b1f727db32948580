package dev.cairn.server.tool;

/**
 * The answer of a tool.
 *
 * @param text the whole answer; its last line says how fresh and how complete the index is
 */
public record ToolAnswer(String text) {}
