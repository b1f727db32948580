/**
 * The list of all maintenance requests, and nothing else: it may know every package that has one,
 * and none of them knows it.
 */
@NullMarked
package dev.cairn.database.maintenance;

import org.jspecify.annotations.NullMarked;
