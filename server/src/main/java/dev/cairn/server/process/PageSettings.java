package dev.cairn.server.process;

/**
 * Where the page is served.
 *
 * @param enabled whether there is a page at all
 * @param port its port; 0 for {@value #USUAL_PORT}, or the next that is free
 * @param open whether a browser is started that shows it
 */
public record PageSettings(boolean enabled, int port, boolean open) {

    /** The port that is tried first. */
    public static final int USUAL_PORT = 7788;

    /** The usual port, without a browser. */
    public static final PageSettings USUAL = new PageSettings(true, 0, false);

    /** No page. */
    public static final PageSettings NONE = new PageSettings(false, 0, false);

    private static final int LAST_PORT = 65_535;

    public PageSettings {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "the port must be from 1 to %d, or 0 for the usual one, not %d"
                            .formatted(LAST_PORT, port));
        }
    }
}
