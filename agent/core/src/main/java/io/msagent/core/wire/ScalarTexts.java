package io.msagent.core.wire;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;

/** Text forms of JDK values whose own {@code toString} loses something. */
final class ScalarTexts {
    private static final String FLAGS = "/";

    private ScalarTexts() {}

    static URL url(String text) {
        try {
            return new URL(text);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A language tag; or, for the few locales that have none, language, country and variant with underscores. */
    static String localeText(Locale locale) {
        String tag = locale.toLanguageTag();
        return Locale.forLanguageTag(tag).equals(locale)
                ? tag
                : locale.getLanguage() + "_" + locale.getCountry() + "_" + locale.getVariant();
    }

    static Locale locale(String text) {
        if (text.indexOf('_') < 0) {
            return Locale.forLanguageTag(text);
        }
        String[] parts = text.split("_", 3);
        return new Locale(parts[0], parts[1], parts[2]);
    }

    static String pathText(Path path) {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            throw new Misfit("path " + path + " of another file system (expected: a path of the default file system)");
        }
        return path.toString();
    }

    /** The expression; with flags, between slashes and their number behind it. */
    static String patternText(Pattern pattern) {
        boolean plain = pattern.flags() == 0 && !pattern.pattern().startsWith(FLAGS);
        return plain ? pattern.pattern() : FLAGS + pattern.pattern() + FLAGS + pattern.flags();
    }

    static Pattern pattern(String text) {
        int end = text.lastIndexOf(FLAGS);
        return text.startsWith(FLAGS) && end > 0
                ? Pattern.compile(text.substring(1, end), Integer.parseInt(text.substring(end + 1)))
                : Pattern.compile(text);
    }

    static String timeZoneText(TimeZone zone) {
        String id = zone.getID();
        if (!TimeZone.getTimeZone(id).hasSameRules(zone)) {
            throw new Misfit("time zone " + id + " with rules of its own (expected: a zone that its id describes)");
        }
        return id;
    }

    static TimeZone timeZone(String id) {
        TimeZone zone = TimeZone.getTimeZone(id);
        if (!zone.getID().equals(id)) {
            throw new IllegalArgumentException("unknown time zone");
        }
        return zone;
    }
}
