package dev.cairn.database.sync;

import java.util.List;

/**
 * Rows that forbid a plan.
 *
 * @param subject what the plan wants
 * @param problem what is the matter with the rows
 * @param remedy what a person can do
 * @param count how many rows there are; 0 if the reason is not in the rows
 * @param total how many rows were asked
 * @param samples a few of them: keys, then values
 */
public record Obstacle(
        String subject,
        String problem,
        String remedy,
        long count,
        long total,
        List<String> samples) {

    public Obstacle {
        samples = List.copyOf(samples);
    }

    /** Returns all of it as one sentence. */
    public String message() {
        return "cannot " + subject + ": " + reason() + "; " + remedy;
    }

    /** Returns what is the matter, with numbers and samples. */
    public String reason() {
        String rows = count + " of " + total + " row" + (total == 1 ? " " : "s ") + problem;
        String examples = samples.isEmpty() ? "" : " (" + String.join("; ", samples) + ")";
        return (count == 0 ? problem : rows) + examples;
    }
}
