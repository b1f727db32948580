package dev.cairn.server.tool;

/** A function that a program or an agent can call by name. */
public interface Tool {

    /** Returns the name, in lower-case letters and underscores. */
    String name();

    /** Returns what the tool is for and what it answers, for the caller who chooses among tools. */
    String description();

    /** Returns the arguments that the tool takes. */
    ToolArguments.Declaration arguments();

    /** Returns whether the tool changes anything. */
    default boolean writes() {
        return false;
    }

    /**
     * Does the work.
     *
     * @throws ToolException if the arguments are wrong or the work cannot be done
     */
    ToolAnswer call(ToolArguments arguments, ToolCall call);
}
