package io.msagent.registry.consul.fuzz;

import java.nio.charset.StandardCharsets;

/** Percent encoding, mostly as it should be, and sometimes as it may be. */
final class Encoding {
    private Encoding() {}

    /** @param kept characters to leave as they are, beside letters and digits */
    static String encode(Pick pick, String text, String kept) {
        int style = pick.below(10);
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0 || kept.indexOf(c) >= 0);
            // needlessly encoded letters mean the same
            boolean needless = style == 0 && c != '/' && c != '.';
            out.append(
                    plain && !needless ? String.valueOf(c) : String.format(style < 5 ? "%%%02x" : "%%%02X", (int) c));
        }
        return out.toString();
    }

    static String path(Pick pick, String text) {
        return encode(pick, text, pick.chance(80) ? "/+:@!,;=&" : "/");
    }

    static String query(Pick pick, String text) {
        String encoded = encode(pick, text, "/:");
        return pick.chance(50) ? encoded.replace("%20", "+") : encoded;
    }
}
