package io.msagent.core.call;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Derives the names of services, and checks those that were given. A name is a DNS label (RFC 1123).
 *
 * <p>Regular Java names read back: {@code com.acme.PriceList#quoteAll} is {@code com-acme--price-list--quote-all}, and no
 * other regular class and method has that name. Everything else (no package, {@code $}, {@code _}, letters beyond ASCII)
 * loses characters on the way and carries a hash instead; so does a name that had to be cut.
 */
public final class ServiceName {
    /** Longest name, in characters. */
    public static final int MAX_LENGTH = 63;

    private static final int HASH_LENGTH = 8;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern REGULAR_CLASS = Pattern.compile("([a-z][a-z0-9]*\\.)+([A-Z][a-z0-9]*)+");
    private static final Pattern REGULAR_METHOD = Pattern.compile("[a-z][a-z0-9]*([A-Z][a-z0-9]*)*");
    private static final Pattern HUMP = Pattern.compile("(?<=.)(?=[A-Z])");
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9-]");

    private ServiceName() {}

    /** Name of the service that a class marked as a whole is; {@code className} is its binary name. */
    public static String of(String className) {
        return fit(className, REGULAR_CLASS.matcher(className).matches(), ofClass(className));
    }

    /** Name of the service that one method is, together with its overloads; {@code className} is the binary name. */
    public static String of(String className, String method) {
        boolean regular = REGULAR_CLASS.matcher(className).matches()
                && REGULAR_METHOD.matcher(method).matches();
        return fit(className + "#" + method, regular, ofClass(className) + "--" + humps(method));
    }

    /** Whether it may be a name. */
    public static boolean isValid(String name) {
        return name.length() <= MAX_LENGTH && LABEL.matcher(name).matches();
    }

    /**
     * The name itself, if it may be one.
     *
     * @throws IllegalArgumentException if it is not a DNS label; the message is for the user
     */
    public static String validate(String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException("service name: " + name + " (expected: at most " + MAX_LENGTH
                    + " of the characters a-z, 0-9 and -, with no - at either end)");
        }
        return name;
    }

    private static String ofClass(String className) {
        int dot = className.lastIndexOf('.');
        String simple = humps(className.substring(dot + 1));
        return dot < 0 ? simple : className.substring(0, dot).replace('.', '-') + "--" + simple;
    }

    private static String humps(String name) {
        return HUMP.matcher(name).replaceAll("-");
    }

    private static String fit(String source, boolean regular, String name) {
        String whole = name.toLowerCase(Locale.ROOT);
        if (regular && whole.length() <= MAX_LENGTH) {
            return whole;
        }
        String folded = trim(FOREIGN.matcher(whole).replaceAll("-"));
        String hash = hash(source);
        if (folded.isEmpty()) {
            return hash;
        }
        if (folded.length() + 1 + HASH_LENGTH <= MAX_LENGTH) {
            return folded + "-" + hash;
        }
        // the tail is what people recognise
        return hash + "-" + trim(folded.substring(Math.max(0, folded.length() - (MAX_LENGTH - HASH_LENGTH - 1))));
    }

    private static String trim(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && name.charAt(start) == '-') {
            start++;
        }
        while (end > start && name.charAt(end - 1) == '-') {
            end--;
        }
        return name.substring(start, end);
    }

    private static String hash(String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_LENGTH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every Java platform has SHA-256", e);
        }
    }
}
