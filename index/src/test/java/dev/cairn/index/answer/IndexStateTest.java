package dev.cairn.index.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndexStateTest {

    private static final Instant SCAN = Instant.parse("2026-03-04T05:06:00.900Z");

    @Test
    void theLineSaysHowFreshAndCompleteTheIndexIs() {
        IndexState state = new IndexState(9_247, Optional.of(SCAN), 0, 3, 1_041);

        assertThat(state.text(SCAN.plusSeconds(60)))
                .isEqualTo(
                        "index: 9,247 files, fresh to 05:06:00 (0 waiting) · 3 files in part,"
                                + " 1,041 as text only");
        assertThat(state.text(SCAN.plusSeconds(19 * 3600))).contains("fresh to 05:06:00 ");
        assertThat(state.text(SCAN.plusSeconds(20 * 3600))).contains("fresh to 2026-03-04 05:06 ");
        assertThat(new IndexState(0, Optional.empty(), 0, 0, 0).text(SCAN))
                .startsWith("index: 0 files, the first run is not done (0 waiting)");
    }

    @Test
    void numbersHaveACommaBetweenThousands() {
        assertThat(IndexState.number(0)).isEqualTo("0");
        assertThat(IndexState.number(999)).isEqualTo("999");
        assertThat(IndexState.number(1_000)).isEqualTo("1,000");
        assertThat(IndexState.number(123_456_789)).isEqualTo("123,456,789");
        assertThat(IndexState.number(-999)).isEqualTo("-999");
        assertThat(IndexState.number(-1_000)).isEqualTo("-1,000");
    }
}
