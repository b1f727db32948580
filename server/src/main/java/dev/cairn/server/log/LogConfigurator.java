package dev.cairn.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;

/**
 * Sends the log events of a process to the file that the system property {@value #FILE_PROPERTY}
 * names; without it there is no log. Environment: {@code CAIRN_LOG_LEVEL} (trace, debug, info,
 * warn, error; else info) and {@code CAIRN_LOG_FORMAT} (json for one JSON object a line; else
 * text). A file is rotated at 10 MB and the last five are kept.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {

    /** The system property that names the file; read with each event until there is a file. */
    public static final String FILE_PROPERTY = "cairn.log.file";

    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{40} - %harmless%n%harmlessTrace";
    private static final long LARGEST_FILE_BYTES = 10L * FileSize.MB_COEFFICIENT;
    private static final int OLD_FILES = 5;

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getenv(LogVariables.LEVEL), Level.INFO));
        FileOnDemandAppender appender =
                new FileOnDemandAppender(FILE_PROPERTY, file -> appender(loggers, file));
        appender.setContext(loggers);
        appender.start();
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static RollingFileAppender<ILoggingEvent> appender(LoggerContext loggers, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new PrivateFileAppender();
        appender.setContext(loggers);
        appender.setFile(file.toString());
        appender.setEncoder(encoder(loggers));

        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(loggers);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(OLD_FILES);
        appender.setRollingPolicy(rolling);

        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(loggers);
        size.setMaxFileSize(new FileSize(LARGEST_FILE_BYTES));
        appender.setTriggeringPolicy(size);

        rolling.start();
        size.start();
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext loggers) {
        if ("json".equalsIgnoreCase(System.getenv(LogVariables.FORMAT))) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(loggers);
            json.start();
            return json;
        }
        PatternLayout layout = new PatternLayout();
        layout.setContext(loggers);
        layout.getInstanceConverterMap().put("harmless", HarmlessMessage::new);
        layout.getInstanceConverterMap().put("harmlessTrace", HarmlessTrace::new);
        layout.setPattern(PATTERN);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> text = new LayoutWrappingEncoder<>();
        text.setContext(loggers);
        text.setLayout(layout);
        text.start();
        return text;
    }
}
