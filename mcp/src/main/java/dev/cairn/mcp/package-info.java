/**
 * The door for agents: the tools of {@link dev.cairn.server.tool} by the Model Context Protocol,
 * over standard input and output. Start at {@link dev.cairn.mcp.McpDoor}.
 */
@NullMarked
package dev.cairn.mcp;

import org.jspecify.annotations.NullMarked;
