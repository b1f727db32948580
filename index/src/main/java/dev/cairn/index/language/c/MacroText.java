package dev.cairn.index.language.c;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A text of C or C++ in which macros that are no expressions are replaced, because the grammars
 * know no macros: {@code API int f(void) DEPRECATED;} declares a function only without the two.
 * What is replaced is guessed by the form of the name and by what is around it; every character
 * keeps its offset.
 */
final class MacroText {

    private static final int SHORTEST = 4;

    private static final Set<String> TYPE_KEYWORDS = Set.of("class", "struct", "union", "enum");
    private static final Set<String> CONTROL = Set.of("if", "for", "while", "switch", "catch");
    private static final Set<String> QUALIFIERS = Set.of("const", "volatile", "restrict");
    private static final Set<String> BEHIND_HEAD =
            Set.of("const", "noexcept", "override", "final", "volatile");
    private static final Set<String> STATEMENT_ENDS = Set.of(Tokens.END, ";", "{", "}", ">", ":");

    private final Tokens tokens;
    private final StringBuilder result;
    private final Set<String> classes = new HashSet<>();

    /** The last token that was not replaced. */
    private int before = -1;

    /** The last token of a macro that is a type; what is behind it is no macro behind a head. */
    private int endOfType = -1;

    private MacroText(String text) {
        this.tokens = new Tokens(text);
        this.result = new StringBuilder(text);
    }

    /** Returns the text with blanks in the place of macros. */
    static String without(String text) {
        return new MacroText(text).replaced();
    }

    private String replaced() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (TYPE_KEYWORDS.contains(tokens.word(i)) && tokens.isName(i + 1)) {
                int name = isMacro(i + 1) ? tokens.behind(i + 1) : i + 1;
                classes.add(tokens.word(name));
            }
        }
        int i = 0;
        while (i < tokens.size()) {
            i = isMacro(i) ? macro(i) : keep(i);
        }
        return result.toString();
    }

    private int keep(int index) {
        before = index;
        return index + 1;
    }

    private boolean isMacro(int index) {
        String word = tokens.word(index);
        if (word.length() < SHORTEST || !tokens.isName(index)) {
            return false;
        }
        return word.startsWith("__")
                ? !word.startsWith("__attribute") && !word.equals("__extension__")
                : word.equals(word.toUpperCase(Locale.ROOT));
    }

    private int macro(int index) {
        int behind = tokens.behind(index);
        if (isType(index, behind)) {
            join(index, behind);
            before = behind - 1;
            endOfType = before;
            return behind;
        }
        if (isBehindTypeKeyword(behind)
                || isBehindHead(behind)
                || isAlone(index, behind)
                || isBeforeDeclaration(behind)) {
            blank(index, behind);
            return behind;
        }
        return keep(index);
    }

    /** {@code STACK_OF(X) *f(void)}: the macro is a type. */
    private boolean isType(int index, int behind) {
        boolean oneName = behind == index + 4 && tokens.isName(index + 2);
        boolean declares =
                tokens.word(behind).equals("*")
                        || (tokens.isName(behind)
                                && Set.of(";", ",", ")", "=", "(")
                                        .contains(tokens.word(behind + 1)));
        boolean begins =
                STATEMENT_ENDS.contains(tokens.word(before))
                        || tokens.isName(before)
                        || Set.of("(", ",").contains(tokens.word(before));
        boolean two = tokens.isAlone(index, behind) && isMacro(behind);
        return oneName && declares && begins && !two;
    }

    /** {@code class API Name : Base}. */
    private boolean isBehindTypeKeyword(int behind) {
        if (tokens.word(before).equals("namespace")
                || tokens.word(before - 1).equals("namespace")) {
            return tokens.word(behind).equals("{") || tokens.isName(behind);
        }
        return TYPE_KEYWORDS.contains(tokens.word(before))
                && tokens.isName(behind)
                && Set.of("{", ":", "final", "<").contains(tokens.word(behind + 1));
    }

    /** {@code f(void) DEPRECATED;}. */
    private boolean isBehindHead(int behind) {
        int last = before;
        while (BEHIND_HEAD.contains(tokens.word(last))) {
            last--;
        }
        if (last == endOfType || !tokens.word(last).equals(")") || tokens.partner(last) <= 0) {
            return false;
        }
        boolean head = !CONTROL.contains(tokens.word(tokens.partner(last) - 1));
        int next = behind;
        while (isMacro(next)) {
            next = tokens.behind(next);
        }
        return head && Set.of(";", "{", ":").contains(tokens.word(next));
    }

    /** On a line of its own, and neither a constant nor a part of an expression. */
    private boolean isAlone(int index, int behind) {
        return tokens.isAlone(index, behind)
                && STATEMENT_ENDS.contains(tokens.word(before))
                && (tokens.isName(behind)
                        || Set.of(Tokens.END, "~", "[", "}").contains(tokens.word(behind)))
                && !(tokens.word(behind).equals("}") && tokens.word(before).equals("{"));
    }

    /** {@code API int f(void)}: two more names follow, or the name of a constructor. */
    private boolean isBeforeDeclaration(int behind) {
        if (tokens.word(behind).equals("~")) {
            return STATEMENT_ENDS.contains(tokens.word(before));
        }
        int type = behind;
        while (QUALIFIERS.contains(tokens.word(type))) {
            type++;
        }
        if (!tokens.isName(type)) {
            return false;
        }
        int next = isMacro(type) ? tokens.behind(type) : type + 1;
        if (tokens.word(next).equals("(")) {
            return classes.contains(tokens.word(type)) || tokens.word(next + 1).equals("*");
        }
        while (Set.of("*", "&").contains(tokens.word(next))) {
            next++;
        }
        return tokens.isName(next) || tokens.word(next).equals("<");
    }

    private void blank(int from, int to) {
        for (int i = tokens.start(from); i < tokens.end(to - 1); i++) {
            if (!Character.isWhitespace(result.charAt(i))) {
                result.setCharAt(i, ' ');
            }
        }
    }

    /** Makes one name of a macro and its argument. */
    private void join(int from, int to) {
        for (int i = tokens.start(from); i < tokens.end(to - 1); i++) {
            if (!Character.isJavaIdentifierPart(result.charAt(i))) {
                result.setCharAt(i, '_');
            }
        }
    }
}
