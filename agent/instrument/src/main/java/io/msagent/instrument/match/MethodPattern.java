package io.msagent.instrument.match;

import io.msagent.core.config.Key;
import io.msagent.core.config.SettingsException;
import java.util.regex.Pattern;

/**
 * {@code CLASS#METHOD}. In either part {@code *} stands for any run of characters, dots and {@code $} included, so that
 * {@code com.acme.*#*} reaches into packages below and into nested classes. Immutable.
 */
public final class MethodPattern {
    private static final Pattern FORM = Pattern.compile("[^#;\\[/<>(),\\s]+#[^#;\\[/<>().,]+");

    private final String text;
    private final String className;
    private final String method;
    private final Pattern classPattern;
    private final Pattern methodPattern;

    private MethodPattern(String text) {
        this.text = text;
        this.className = text.substring(0, text.indexOf('#'));
        this.method = text.substring(text.indexOf('#') + 1);
        this.classPattern = glob(className);
        this.methodPattern = glob(method);
    }

    /**
     * Reads one pattern.
     *
     * @param key the setting it stands in, for the message
     * @throws SettingsException if it has another form
     */
    public static MethodPattern parse(Key<?> key, String text) {
        if (!FORM.matcher(text).matches() || text.startsWith(".") || text.contains("..") || text.contains(".#")) {
            throw new SettingsException(key.name() + ": " + text
                    + " (expected: CLASS#METHOD, * allowed in both, no parameter types, as com.acme.Pricing#quote)");
        }
        return new MethodPattern(text);
    }

    /** Whether the binary class name fits. */
    public boolean matchesClass(String name) {
        return exactClass()
                ? className.equals(name)
                : classPattern.matcher(name).matches();
    }

    /** Whether the method name fits. */
    public boolean matchesMethod(String name) {
        return exactMethod() ? method.equals(name) : methodPattern.matcher(name).matches();
    }

    /** Whether the class is named in full. */
    public boolean exactClass() {
        return className.indexOf('*') < 0;
    }

    /** Whether the method is named in full. */
    public boolean exactMethod() {
        return method.indexOf('*') < 0;
    }

    /** The part before {@code #}. */
    public String className() {
        return className;
    }

    /** The part behind {@code #}. */
    public String method() {
        return method;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    private static Pattern glob(String text) {
        return Pattern.compile("\\Q" + text.replace("*", "\\E.*\\Q") + "\\E");
    }
}
