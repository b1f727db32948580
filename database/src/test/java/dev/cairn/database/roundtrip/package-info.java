@NullMarked
package dev.cairn.database.roundtrip;

import org.jspecify.annotations.NullMarked;
