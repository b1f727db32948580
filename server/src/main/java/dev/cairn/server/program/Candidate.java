package dev.cairn.server.program;

/**
 * A word that can come next on a command line.
 *
 * @param description what it means, for shells that show that
 */
record Candidate(String text, String description) {

    /** Has the shell complete names of files. */
    static final Candidate FILES = new Candidate("@files", "");

    /** A name with a control character could deceive the shell, so it is not offered. */
    boolean isHarmless() {
        return text.codePoints().noneMatch(Character::isISOControl);
    }

    /** Returns one line for the shell: the word, a tab and the description. */
    String line() {
        return text + "\t" + description.replaceAll("\\p{Cntrl}", " ");
    }
}
