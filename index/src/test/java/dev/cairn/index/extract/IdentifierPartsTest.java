package dev.cairn.index.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierPartsTest {

    @ParameterizedTest
    @CsvSource({
        "parseHttpHeader, parse http header",
        "parseHTTPHeader, parse http header",
        "XMLReader, xml reader",
        "parse_http_header, parse http header",
        "MAX_VALUE, max value",
        "__init__, init",
        "utf8Decoder, utf8 decoder",
        "Base64, ''",
        "open, ''",
        "URL, ''",
        "ÄußereGröße, äußere größe",
        "$scope, scope",
        "Shapes.java, shapes java",
    })
    void anIdentifierIsMadeOfItsWords(String identifier, String parts) {
        assertThat(String.join(" ", IdentifierParts.of(identifier))).isEqualTo(parts);
    }

    @Test
    void eachWordOfTheIdentifiersOfATextIsThereOnce() {
        String text = "openDoor(openWindow, door); // a plain_text, once MAX and openDoor";

        assertThat(IdentifierParts.inText(text))
                .containsExactly("open", "door", "window", "plain", "text");
    }
}
