package dev.cairn.server.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class HtmlTest {

    @Test
    void textAndAttributesAreEscaped() {
        assertThat(
                        Element.of("p", "a\"b")
                                .with("title", "<'&'>")
                                .add("<b onclick=\"x\">&amp;</b>")
                                .write())
                .isEqualTo(
                        "<p class=\"a&quot;b\" title=\"&lt;&#39;&amp;&#39;&gt;\">"
                                + "&lt;b onclick=&quot;x&quot;&gt;&amp;amp;&lt;/b&gt;</p>");
    }

    @Test
    void hiddenCharactersAreShown() {
        assertThat(Html.text("a\u0000\u001b[31m\u007f\u202e\u200b\ud800x\ud83d\ude00\t\n").write())
                .isEqualTo(
                        "a\u2400\u241b[31m\u2421\u27e8U+202E\u27e9\u27e8U+200B\u27e9\ufffdx\ud83d\ude00"
                                + "\t\n");
    }

    @Test
    void randomTextNeverHoldsMarkup() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
            }
            assertThat(Html.text(text.toString()).write()).doesNotContain("<", ">", "\"", "'");
        }
    }

    @Test
    void scriptsStylesAndForeignAddressesCannotBeAdded() {
        for (String name :
                new String[] {"onclick", "style", "href", "src", "srcdoc", "a b", "x>"}) {
            assertThatThrownBy(() -> Element.of("a").with(name, "x"))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String path : new String[] {"//evil", "javascript:x", "http://x", "/\\evil", ""}) {
            assertThatThrownBy(() -> Link.to(path))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Html.StyleSheet("a{} </style>"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Link.to("/file").with("path", "a&b=c#d <x>").at("L1").text())
                .isEqualTo("/file?path=a%26b%3Dc%23d+%3Cx%3E#L1");
    }
}
