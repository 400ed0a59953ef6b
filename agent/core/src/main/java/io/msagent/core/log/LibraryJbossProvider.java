package io.msagent.core.log;

import java.text.MessageFormat;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.LoggerProvider;
import org.jspecify.annotations.Nullable;

/** Leads what Undertow and XNIO log through JBoss Logging to {@link Log}. Public only for {@link java.util.ServiceLoader}. */
public final class LibraryJbossProvider implements LoggerProvider {

    /** For {@link java.util.ServiceLoader}. */
    public LibraryJbossProvider() {}

    @Override
    public Logger getLogger(String name) {
        return new LibraryLogger(name);
    }

    // No library beneath uses diagnostic contexts, and a log line of ours would not show them.

    @Override
    public void clearMdc() {}

    @Override
    public @Nullable Object putMdc(String key, Object value) {
        return null;
    }

    @Override
    public @Nullable Object getMdc(String key) {
        return null;
    }

    @Override
    public void removeMdc(String key) {}

    @Override
    public Map<String, Object> getMdcMap() {
        return Map.of();
    }

    @Override
    public void clearNdc() {}

    @Override
    public @Nullable String getNdc() {
        return null;
    }

    @Override
    public int getNdcDepth() {
        return 0;
    }

    @Override
    public @Nullable String popNdc() {
        return null;
    }

    @Override
    public @Nullable String peekNdc() {
        return null;
    }

    @Override
    public void pushNdc(String message) {}

    @Override
    public void setNdcMaxDepth(int maxDepth) {}

    private static final class LibraryLogger extends Logger {
        private static final long serialVersionUID = 1L;

        LibraryLogger(String name) {
            super(name);
        }

        @Override
        public boolean isEnabled(Level level) {
            return LibraryLog.isOn(level.name());
        }

        @Override
        protected void doLog(
                Level level,
                String loggerClass,
                Object message,
                Object @Nullable [] parameters,
                @Nullable Throwable thrown) {
            if (isEnabled(level)) {
                String text = String.valueOf(message);
                write(
                        level,
                        parameters == null || parameters.length == 0 ? text : MessageFormat.format(text, parameters),
                        thrown);
            }
        }

        @Override
        @SuppressWarnings("AnnotateFormatMethod") // the signature is the library's
        protected void doLogf(
                Level level,
                String loggerClass,
                String format,
                Object @Nullable [] parameters,
                @Nullable Throwable thrown) {
            if (isEnabled(level)) {
                write(level, parameters == null ? format : String.format(format, parameters), thrown);
            }
        }

        private void write(Level level, String text, @Nullable Throwable thrown) {
            LibraryLog.write(level.name(), getName(), text, thrown);
        }
    }
}
