package dev.cairn.database.engine;

import java.util.List;
import java.util.function.Supplier;

/**
 * One check of a database's health.
 *
 * @param name the name by which programs know it, such as {@code foreign-keys}
 * @param work makes the check, without changing anything
 */
public record HealthCheck(String name, Supplier<Result> work) {

    /** The name of the check of the pages of a database. */
    public static final String INTEGRITY = "integrity";

    /** Returns a number of things in words. */
    public static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /**
     * What a check found.
     *
     * @param subject what was checked, for people
     * @param faults what is wrong, one line each; empty if nothing is
     */
    public record Result(String subject, List<String> faults) {

        public Result {
            faults = List.copyOf(faults);
        }
    }
}
