package dev.cairn.web.source;

import dev.cairn.index.extract.Language;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The highlights of the files that were shown last, within a bound of memory. */
public final class HighlightCache {

    private static final int MOST_PIECES = 1_500_000;
    private static final int MOST_PARSED_AT_ONCE = 2;

    private final Map<String, Highlights> known = new LinkedHashMap<>(16, 0.75f, true);
    private final Semaphore parsing = new Semaphore(MOST_PARSED_AT_ONCE);
    private int pieces;

    /** Makes an empty cache. */
    public HighlightCache() {}

    /**
     * Returns the highlights of a text.
     *
     * @param sha256 the hash of the text, by which it is known again
     */
    Highlights of(Language language, String sha256, String text) {
        String key = language.id() + " " + sha256;
        synchronized (known) {
            Highlights found = known.get(key);
            if (found != null) {
                return found;
            }
        }
        parsing.acquireUninterruptibly();
        try {
            Highlights made = Highlighter.of(language, text);
            keep(key, made);
            return made;
        } finally {
            parsing.release();
        }
    }

    private void keep(String key, Highlights made) {
        synchronized (known) {
            if (made.size() > MOST_PIECES || known.put(key, made) != null) {
                return;
            }
            pieces += made.size();
            var oldest = known.values().iterator();
            while (pieces > MOST_PIECES && oldest.hasNext()) {
                pieces -= oldest.next().size();
                oldest.remove();
            }
        }
    }
}
