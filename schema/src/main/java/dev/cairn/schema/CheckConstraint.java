package dev.cairn.schema;

import java.util.Optional;

/**
 * A CHECK constraint.
 *
 * @param name the constraint's name, if it has one
 * @param expression the SQL of the condition, without outer parentheses; NULL passes
 */
public record CheckConstraint(Optional<String> name, String expression) {}
