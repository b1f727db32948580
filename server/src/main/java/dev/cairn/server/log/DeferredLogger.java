package dev.cairn.server.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/** A logger that knows which levels are logged, and leaves the events of these to Logback. */
final class DeferredLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1;

    private static final Level THRESHOLD = threshold(System.getenv(LogVariables.LEVEL));

    DeferredLogger(String name) {
        this.name = name;
    }

    /** Logback looks again, so what it alone knows, such as {@code off}, may pass here. */
    private static Level threshold(@Nullable String wanted) {
        String level = String.valueOf(wanted).strip().toUpperCase(Locale.ROOT);
        return switch (level) {
            case "ALL" -> Level.TRACE;
            case "TRACE", "DEBUG", "INFO", "WARN", "ERROR" -> Level.valueOf(level);
            default -> Level.INFO;
        };
    }

    private static boolean isEnabled(Level level) {
        return level.toInt() >= THRESHOLD.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return isEnabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return isEnabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return isEnabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return isEnabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return isEnabled(Level.ERROR);
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        DeferredLogging.loggers()
                .getLogger(name)
                .log(
                        marker,
                        getFullyQualifiedCallerName(),
                        level.toInt(),
                        message,
                        arguments,
                        cause);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return DeferredLogger.class.getName();
    }
}
