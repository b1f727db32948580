package dev.cairn.vectors.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Divides a text into the pieces that a BERT model knows: the longest piece of the vocabulary that
 * a word begins with, then the longest one that the rest begins with, and so on.
 */
public final class WordPieceTokenizer {

    private static final int LONGEST_WORD = 100;

    /** The longest input of a model has far fewer characters, unless they are mostly space. */
    private static final int LONGEST_TEXT = 100_000;

    private static final String INNER = "##";

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int first;
    private final int last;
    private final List<String> marks;

    /**
     * Makes a tokenizer.
     *
     * @param vocabulary the pieces with their ids; what continues a word begins with {@code ##}
     * @throws ModelException if one of the marks that every such model has is missing
     */
    WordPieceTokenizer(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.unknown = mark("[UNK]");
        this.first = mark("[CLS]");
        this.last = mark("[SEP]");
        this.marks = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
    }

    /** Returns the tokenizer of the model that is shipped. */
    public static WordPieceTokenizer shipped() {
        return new WordPieceTokenizer(ModelFiles.shipped().vocabulary());
    }

    private int mark(String text) {
        return Optional.ofNullable(vocabulary.get(text))
                .orElseThrow(() ->
                        new ModelException("the vocabulary of the model has no '" + text + "'"));
    }

    /**
     * Returns the ids of the pieces of a text between those of its begin and its end.
     *
     * @param most the most ids that are returned; what does not fit is left out
     */
    public long[] encode(String text, int most) {
        return encodeShort(text.substring(0, Math.min(text.length(), LONGEST_TEXT)), most);
    }

    private long[] encodeShort(String text, int most) {
        Pieces pieces = new Pieces(most - 2);
        int position = 0;
        while (position < text.length() && !pieces.isFull()) {
            int mark = nextMark(text, position);
            addWords(text.substring(position, mark), pieces);
            position = mark;
            for (String name : marks) {
                if (text.startsWith(name, mark)) {
                    pieces.add(vocabulary.getOrDefault(name, unknown));
                    position = mark + name.length();
                }
            }
        }
        return pieces.between(first, last);
    }

    /** Returns where the next mark is that stands for itself, or the end. */
    private int nextMark(String text, int from) {
        for (int at = text.indexOf('[', from); at >= 0; at = text.indexOf('[', at + 1)) {
            int here = at;
            if (marks.stream().anyMatch(name -> text.startsWith(name, here))) {
                return at;
            }
        }
        return text.length();
    }

    private void addWords(String text, Pieces pieces) {
        StringBuilder word = new StringBuilder();
        String plain = PlainText.of(text);
        for (int i = 0; i < plain.length() && !pieces.isFull(); ) {
            int character = plain.codePointAt(i);
            i += Character.charCount(character);
            boolean space = PlainText.isSpace(character);
            if (space || PlainText.isPunctuation(character)) {
                addWord(word, pieces);
                if (!space) {
                    addWord(word.appendCodePoint(character), pieces);
                }
            } else {
                word.appendCodePoint(character);
            }
        }
        addWord(word, pieces);
    }

    private void addWord(StringBuilder word, Pieces pieces) {
        if (!word.isEmpty()) {
            List<Integer> ids = pieces(word.toString());
            ids.forEach(pieces::add);
            word.setLength(0);
        }
    }

    /** A word of which one part is in no vocabulary is unknown as a whole. */
    private List<Integer> pieces(String word) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            return List.of(unknown);
        }
        List<Integer> ids = new ArrayList<>();
        int start = 0;
        while (start < word.length()) {
            int end = word.length();
            Integer id = null;
            while (end > start && id == null) {
                id = vocabulary.get((start > 0 ? INNER : "") + word.substring(start, end));
                end -= id == null ? 1 : 0;
            }
            if (id == null) {
                return List.of(unknown);
            }
            ids.add(id);
            start = end;
        }
        return ids;
    }

    /** The ids found so far, up to a bound. */
    private static final class Pieces {

        private final List<Integer> ids = new ArrayList<>();
        private final int most;

        Pieces(int most) {
            this.most = most;
        }

        boolean isFull() {
            return ids.size() >= most;
        }

        void add(int id) {
            if (!isFull()) {
                ids.add(id);
            }
        }

        long[] between(int first, int last) {
            long[] all = new long[ids.size() + 2];
            all[0] = first;
            for (int i = 0; i < ids.size(); i++) {
                all[i + 1] = ids.get(i);
            }
            all[all.length - 1] = last;
            return all;
        }
    }
}
