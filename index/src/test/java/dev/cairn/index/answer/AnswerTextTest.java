package dev.cairn.index.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AnswerTextTest {

    @Test
    void aNameWithALineBreakStaysOnItsLine() {
        assertThat(AnswerText.path("src/a.java")).isEqualTo("src/a.java");
        assertThat(AnswerText.path("\u00e9/\ud83d\ude00.java"))
                .isEqualTo("\u00e9/\ud83d\ude00.java");
        assertThat(AnswerText.path("a\n/etc/passwd:1  class A"))
                .isEqualTo("a\\u000a/etc/passwd:1  class A");
        assertThat(AnswerText.path("\u001b[31m\u0085\u2028\u2029"))
                .isEqualTo("\\u001b[31m\\u0085\\u2028\\u2029");
    }

    @Test
    void whatACallerGaveIsCutAndStaysOnItsLine() {
        assertThat(AnswerText.quoted("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(AnswerText.quoted("x".repeat(1_000_000))).isEqualTo("x".repeat(200) + "…");
        assertThat(AnswerText.quoted("a\nindex: 9 files")).isEqualTo("a\\u000aindex: 9 files");
        assertThat(AnswerText.quoted("x".repeat(199) + "\ud83d\ude00"))
                .isEqualTo("x".repeat(199) + "…");
        assertThat(AnswerText.message("unknown\r'" + "x".repeat(10_000) + "'; known are a, b"))
                .hasSizeLessThan(4_010)
                .startsWith("unknown\\u000d'xxx")
                .contains("x…x")
                .endsWith("x'; known are a, b");
    }
}
