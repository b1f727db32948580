package dev.cairn.database.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaVersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.9, 1.10, -1",
        "1.0, 1, 0",
        "1.0.0, 1.0.1, -1",
        "2, 1.99.99, 1",
        "99999999999999999999.1, 99999999999999999999.2, -1",
        "01.2, 1.2, 0"
    })
    void versionsCompareNumberByNumber(String first, String second, int order) {
        SchemaVersion left = SchemaVersion.parse(first);
        SchemaVersion right = SchemaVersion.parse(second);

        assertThat(left.compareTo(right)).isEqualTo(order);
        assertThat(right.compareTo(left)).isEqualTo(-order);
        assertThat(left.equals(right)).isEqualTo(order == 0);
        if (order == 0) {
            assertThat(left).hasSameHashCodeAs(right);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.", ".1", "1.a", "-1", "1..2", "v1"})
    void whatIsNoVersionIsRefused(String text) {
        assertThat(SchemaVersion.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> SchemaVersion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    /** A database that came from elsewhere says what its version is. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", "x"})
    void anEndlessTextIsNoVersionAndIsNotRepeated(String part) {
        String text = part.repeat(2_000_000) + "1";
        assertThat(SchemaVersion.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> SchemaVersion.parse(text))
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void aVersionKeepsItsSpelling() {
        assertThat(SchemaVersion.parse(" 1.02 ")).hasToString("1.02");
    }
}
