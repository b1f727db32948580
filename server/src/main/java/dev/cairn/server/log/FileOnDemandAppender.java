package dev.cairn.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a file that is opened for the first event, because most commands log nothing and which
 * file it is may be known only after logging has begun. Events before that are dropped.
 */
final class FileOnDemandAppender extends AppenderBase<ILoggingEvent> {

    private final String property;
    private final Function<Path, Appender<ILoggingEvent>> opener;
    private @Nullable Appender<ILoggingEvent> target;

    /**
     * Makes an appender without a file.
     *
     * @param property the system property that names the file
     */
    FileOnDemandAppender(String property, Function<Path, Appender<ILoggingEvent>> opener) {
        this.property = property;
        this.opener = opener;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (target == null) {
            String file = System.getProperty(property);
            target = file == null ? null : opener.apply(Path.of(file));
        }
        if (target != null) {
            target.doAppend(event);
        }
    }

    @Override
    public void stop() {
        super.stop();
        if (target != null) {
            target.stop();
        }
    }
}
