/** Tests of versioned migrations, on real files. */
@NullMarked
package dev.cairn.database.migration;

import org.jspecify.annotations.NullMarked;
