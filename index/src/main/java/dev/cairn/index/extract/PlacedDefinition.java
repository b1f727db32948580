package dev.cairn.index.extract;

/**
 * A definition with its place in the text, to the character. Offsets count UTF-16 units from 0.
 *
 * @param definition the definition
 * @param start where it begins, without its comments
 * @param nameStart where its name begins
 * @param bodyStart where its body begins; {@code bodyEnd} if it has none
 * @param bodyEnd the offset behind its body
 * @param end the offset behind it
 */
public record PlacedDefinition(
        Definition definition, int start, int nameStart, int bodyStart, int bodyEnd, int end) {

    /** Returns whether it has a body that can be replaced. */
    public boolean hasBody() {
        return bodyStart < bodyEnd;
    }

    /** Returns what a person calls it: its qualified name and its line. */
    public String label() {
        return definition.qualifiedName() + ":" + definition.line();
    }
}
