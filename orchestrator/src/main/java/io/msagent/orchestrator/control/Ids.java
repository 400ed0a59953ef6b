package io.msagent.orchestrator.control;

import java.security.SecureRandom;

/** Names for new instances. Safe for use by any thread. */
final class Ids {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 6;

    private final SecureRandom random = new SecureRandom();

    /** The service's name and six random letters or digits. */
    String next(String service) {
        StringBuilder id = new StringBuilder(service).append('-');
        for (int i = 0; i < LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
