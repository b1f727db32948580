package dev.cairn.schema.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of a sequence as the inspector writes them. */
final class SequenceOptions {

    private static final Pattern OPTION =
            Pattern.compile(
                    "AS \\S+|INCREMENT BY \\S+|MINVALUE \\S+|MAXVALUE \\S+|START WITH \\S+|CACHE"
                        + " \\S+|NO CYCLE|CYCLE");

    private SequenceOptions() {}

    /** Returns the options as ALTER COLUMN takes those of an identity column. */
    static String asSetClauses(String options) {
        List<String> clauses = new ArrayList<>();
        Matcher matcher = OPTION.matcher(options);
        while (matcher.find()) {
            if (!matcher.group().startsWith("AS ")) {
                clauses.add("SET " + matcher.group());
            }
        }
        return String.join(" ", clauses);
    }
}
