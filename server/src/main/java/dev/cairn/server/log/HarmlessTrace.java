package dev.cairn.server.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.cairn.server.output.Escaping;

/** The stack trace of an event; the messages in it are one line each, without controls. */
final class HarmlessTrace extends ThrowableHandlingConverter {

    private static final int LONGEST_CHAIN = 20;

    @Override
    public String convert(ILoggingEvent event) {
        StringBuilder trace = new StringBuilder();
        IThrowableProxy proxy = event.getThrowableProxy();
        for (int i = 0; proxy != null && i < LONGEST_CHAIN; i++) {
            trace.append(i == 0 ? "" : "Caused by: ")
                    .append(proxy.getClassName())
                    .append(": ")
                    .append(Escaping.line(String.valueOf(proxy.getMessage())))
                    .append(System.lineSeparator());
            for (var element : proxy.getStackTraceElementProxyArray()) {
                trace.append('\t').append(element).append(System.lineSeparator());
            }
            proxy = proxy.getCause();
        }
        return trace.toString();
    }
}
