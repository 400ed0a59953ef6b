package io.msagent.core.server.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Changes valid requests, from one random source: the same seed makes the same requests. */
final class Mutations {
    private static final List<String> HTTP = List.of(
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            " ",
            "\t",
            ":",
            ";",
            ",",
            "\0",
            "\u007f",
            "\u00e4",
            "%2e",
            "%2f",
            "%00",
            "//",
            "HTTP/1.0",
            "Content-Length: 5\r\n",
            "Content-Length: 999999999999\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: gzip\r\n",
            "Expect: 100-continue\r\n",
            "Upgrade: h2c\r\nConnection: Upgrade\r\n",
            "Connection: close\r\n",
            "Authorization: Bearer x\r\n",
            "ms-time-left: 0\r\n",
            "ms-receiver: value\r\n",
            "ms-call-id: x\r\n",
            "0\r\n\r\n",
            "ffffffff\r\n",
            "X: " + "y".repeat(20_000) + "\r\n",
            "X: y\r\n".repeat(80));
    private static final List<String> JSON = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "NaN",
            "-",
            "1e999999999",
            "9".repeat(20_000),
            "0.1",
            "\"@class\":\"java.lang.Runtime\",",
            "\"@class\":\"java.util.ArrayList\",",
            "{\"@value\":1}",
            "\"@class\"",
            "[".repeat(5_000),
            "{\"a\":".repeat(5_000),
            "/*",
            "\u0000",
            "\u00ff");

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /** The next request, made of one of these. */
    byte[] next(List<Template> templates) {
        Template template = templates.get(random.nextInt(templates.size()));
        if (random.nextBoolean()) {
            // framed rightly, so that it reaches whoever reads the body
            return template.with(changed(template.body(), JSON)).bytes();
        }
        String changed = changed(template.text(), HTTP);
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String changed(String text, List<String> words) {
        String changed = text;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            changed = once(changed, words);
        }
        return changed;
    }

    private String once(String text, List<String> words) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + 1 + random.nextInt(12));
        String piece = text.substring(from, to);
        return switch (random.nextInt(7)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + piece + text.substring(to);
            case 3 -> text + text;
            case 4 ->
                from == to
                        ? text
                        : text.substring(0, from)
                                + (char) (text.charAt(from) ^ 1 << random.nextInt(8))
                                + text.substring(from + 1);
            default ->
                text.substring(0, from)
                        + words.get(random.nextInt(words.size()))
                        + text.substring(random.nextBoolean() ? from : to);
        };
    }
}
