/** Tests of the drivers' common contract; other modules run the contract for their own drivers. */
@NullMarked
package dev.cairn.database;

import org.jspecify.annotations.NullMarked;
