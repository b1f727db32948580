package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sqlite.core.NativeDB;

/** SQLite's own mutex is left out because the library lets one thread at a time in. */
final class LibraryLockTest {

    /** May be called while another thread is inside: https://www.sqlite.org/c3ref/interrupt.html */
    private static final String INTERRUPT = "interrupt";

    private static final String VERSION = "libversion_utf8";

    @Test
    void everyCallOfTheLibraryIntoAConnectionTakesItsLock() {
        assertThat(
                        Arrays.stream(NativeDB.class.getDeclaredMethods())
                                .filter(method -> Modifier.isNative(method.getModifiers())))
                .hasSizeGreaterThan(50)
                .filteredOn(method -> !Modifier.isSynchronized(method.getModifiers()))
                .extracting(Method::getName)
                .containsExactlyInAnyOrder(INTERRUPT, VERSION);
    }
}
