package dev.cairn.server.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Gives SLF4J loggers that begin to work with the first event that is to be logged: most commands
 * log nothing, and to begin takes a third of the time of a short one. From then on it is Logback
 * that logs, as {@link LogConfigurator} says.
 *
 * <p>The system property {@code slf4j.provider} names this class ({@code lib/jvm.options}).
 */
public final class DeferredLogging implements SLF4JServiceProvider {

    private static final String SLF4J_VERSION = "2.0.99";

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** Made by SLF4J. */
    public DeferredLogging() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, DeferredLogger::new);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return SLF4J_VERSION;
    }

    @Override
    public void initialize() {
        // With the first event.
    }

    /** Returns what logs in the end. */
    static LoggerContext loggers() {
        return Logback.LOGGERS;
    }

    /** Loaded with the first event. */
    private static final class Logback {

        static final LoggerContext LOGGERS = start();

        /** As Logback would begin by itself, but for its search for who configures it. */
        private static LoggerContext start() {
            LoggerContext loggers = new LoggerContext();
            loggers.setMDCAdapter(new LogbackMDCAdapter());
            LogConfigurator configurator = new LogConfigurator();
            configurator.setContext(loggers);
            configurator.configure(loggers);
            return loggers;
        }
    }
}
