@NullMarked
package dev.cairn.database.report;

import org.jspecify.annotations.NullMarked;
