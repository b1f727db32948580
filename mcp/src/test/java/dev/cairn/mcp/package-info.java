/** Tests of the door for agents. */
@NullMarked
package dev.cairn.mcp;

import org.jspecify.annotations.NullMarked;
