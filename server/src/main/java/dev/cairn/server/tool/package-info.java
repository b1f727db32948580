/**
 * The tools: functions of arguments, to which the MCP door, the page and commands are thin doors. A
 * tool answers with text whose size is bounded; a mistake of its caller is an answer too. Start at
 * {@link dev.cairn.server.tool.Tool}.
 */
@NullMarked
package dev.cairn.server.tool;

import org.jspecify.annotations.NullMarked;
