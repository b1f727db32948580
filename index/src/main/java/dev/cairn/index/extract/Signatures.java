package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;

/** How definitions are declared, each on one line, without body, decorators and comments. */
final class Signatures {

    private static final int MAX_LENGTH = 400;

    private final Language language;
    private final Outline outline;

    Signatures(Language language, Outline outline) {
        this.language = language;
        this.outline = outline;
    }

    String of(Candidate candidate) {
        int start = language.signatureStart(candidate, outline);
        int end = Math.max(start, language.bodyStart(candidate));
        // White space is folded below, so more than this is never needed.
        String raw = withoutComments(start, Math.min(end, start + 4 * MAX_LENGTH));
        String folded = folded(raw).strip();
        return withoutEnding(
                folded.length() > MAX_LENGTH ? folded.substring(0, MAX_LENGTH) + "…" : folded);
    }

    /** Returns a text with one space for all white space between two words. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isSpace = c == ' ' || (c >= '\t' && c <= '\r');
            if (!isSpace) {
                folded.append(c);
            } else if (!space) {
                folded.append(' ');
            }
            space = isSpace;
        }
        return folded.toString();
    }

    private String withoutComments(int start, int end) {
        StringBuilder text = new StringBuilder();
        int position = start;
        for (Span comment : outline.comments().between(start, end)) {
            text.append(outline.text(), position, comment.start()).append(' ');
            position = Math.min(comment.end(), end);
        }
        return text.append(outline.text(), position, end).toString();
    }

    private static String withoutEnding(String signature) {
        int end = signature.length();
        while (end > 0 && "{:;, ".indexOf(signature.charAt(end - 1)) >= 0) {
            end--;
        }
        return signature.substring(0, end);
    }
}
