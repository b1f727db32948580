/**
 * The list of all maintenance requests. It is a package of its own because it uses every package
 * that has a request, and none of them uses it.
 */
@NullMarked
package dev.cairn.database.maintenance;

import org.jspecify.annotations.NullMarked;
