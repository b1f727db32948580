package dev.cairn.server.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.cairn.server.output.Escaping;

/** The message of an event as one line without controls, because it holds names from outside. */
final class HarmlessMessage extends ClassicConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return Escaping.line(String.valueOf(event.getFormattedMessage()));
    }
}
