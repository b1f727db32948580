/**
 * The tools for agents over HTTP, by the Model Context Protocol. Start at {@link
 * dev.cairn.web.mcp.McpEndpoint}.
 */
@NullMarked
package dev.cairn.web.mcp;

import org.jspecify.annotations.NullMarked;
