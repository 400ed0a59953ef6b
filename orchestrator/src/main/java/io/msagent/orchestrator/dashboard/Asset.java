package io.msagent.orchestrator.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file of the dashboard, as it is sent.
 *
 * @param type its media type
 * @param tag its entity tag, with the quotes: changes with the content
 */
record Asset(byte[] content, String type, String tag) {
    private static final int TAG_BYTES = 12;

    /**
     * Reads it from beside this class.
     *
     * @throws IllegalStateException if it is not there
     */
    static Asset read(String name) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": missing among the dashboard's files (expected: packed into"
                        + " the orchestrator's jar)");
            }
            byte[] content = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Asset(content, type(name), '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException(name + ": no known type (expected: html, css, js, svg)");
        };
    }
}
