/**
 * What all answers of the index have in common: how fresh and how complete they are, where the next
 * page begins, and how they are written as text within a budget. Start at {@link
 * dev.cairn.index.answer.IndexState}.
 */
@NullMarked
package dev.cairn.index.answer;

import org.jspecify.annotations.NullMarked;
