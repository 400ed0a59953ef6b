package io.msagent.core.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Leads what libraries log through SLF4J to {@link Log}. Public only for {@link java.util.ServiceLoader}. */
public final class LibrarySlf4jProvider implements SLF4JServiceProvider {
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contexts = new NOPMDCAdapter();

    /** For {@link java.util.ServiceLoader}. */
    public LibrarySlf4jProvider() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return LibraryLogger::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private static final class LibraryLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        LibraryLogger(String name) {
            this.name = name;
        }

        @Override
        public boolean isTraceEnabled() {
            return LibraryLog.isOn("TRACE");
        }

        @Override
        public boolean isDebugEnabled() {
            return LibraryLog.isOn("DEBUG");
        }

        @Override
        public boolean isInfoEnabled() {
            return LibraryLog.isOn("INFO");
        }

        @Override
        public boolean isWarnEnabled() {
            return LibraryLog.isOn("WARN");
        }

        @Override
        public boolean isErrorEnabled() {
            return LibraryLog.isOn("ERROR");
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            String text = MessageFormatter.basicArrayFormat(pattern, arguments);
            LibraryLog.write(level.name(), getName(), text, thrown);
        }
    }
}
