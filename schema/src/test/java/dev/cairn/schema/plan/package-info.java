/** Tests of planning that need no database. */
@NullMarked
package dev.cairn.schema.plan;

import org.jspecify.annotations.NullMarked;
