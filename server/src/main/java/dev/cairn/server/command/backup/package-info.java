/** The commands that make, list, check, restore and delete backups: {@code cairn backup}. */
@NullMarked
package dev.cairn.server.command.backup;

import org.jspecify.annotations.NullMarked;
