package dev.cairn.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.index.search.query.QueryItem;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordMarksTest {

    private static List<String> marked(String line, QueryItem.Indexed... words) {
        return new WordMarks(List.of(words))
                .in(line).stream().map(mark -> line.substring(mark.start(), mark.end())).toList();
    }

    @Test
    void identifiersThatHaveAWordAreMarked() {
        String line = "void openDoor(Doors DOORS, int adoring) { open_door(\"door\"); }";
        assertThat(marked(line, new QueryItem.Word("door")))
                .containsExactly("openDoor", "Doors", "DOORS", "open_door", "door");
        assertThat(marked(line, new QueryItem.Word("openDoor")))
                .containsExactly("openDoor", "open_door");
        assertThat(marked(line, new QueryItem.Prefix("ope")))
                .containsExactly("openDoor", "open_door");
        assertThat(marked(line, new QueryItem.Word("window"))).isEmpty();
    }

    @Test
    void endingsOfWordsDoNotMatter() {
        assertThat(marked("it searches, searched, a Searcher", new QueryItem.Word("searching")))
                .containsExactly("searches", "searched", "Searcher");
    }

    @Test
    void eachWordCountsOnce() {
        WordMarks marks =
                new WordMarks(
                        List.of(
                                new QueryItem.Word("open"),
                                new QueryItem.Word("door"),
                                new QueryItem.Word("open")));
        assertThat(marks.wordsIn("open the door, open the Door")).isEqualTo(2);
        assertThat(marks.wordsIn("the door")).isEqualTo(1);
        assertThat(marks.wordsIn("")).isZero();
    }
}
