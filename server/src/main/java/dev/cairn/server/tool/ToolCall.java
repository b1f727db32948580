package dev.cairn.server.tool;

import dev.cairn.database.ProgressListener;

/**
 * One call of a tool.
 *
 * @param progress hears how far the work is
 * @param cancellation is cancelled when the caller no longer wants the answer
 */
public record ToolCall(ProgressListener progress, Cancellation cancellation) {}
