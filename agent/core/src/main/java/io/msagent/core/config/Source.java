package io.msagent.core.config;

import io.msagent.core.log.Log;
import java.util.Map;

/**
 * One place where settings were found.
 *
 * @param name for people, as {@code agent arguments}
 * @param texts values by key name, not yet checked
 */
record Source(String name, Map<String, String> texts) {

    /** Throws a {@link SettingsException} of one line at the first key or value that may not be. */
    void check() {
        texts.forEach((keyName, text) -> {
            Key<?> key = Keys.named(keyName);
            if (key == null) {
                throw new SettingsException(name + ": " + keyName + ": unknown key (nearest: "
                        + Nearest.key(keyName).name() + "; -javaagent:ms-agent.jar=help lists all)");
            }
            checkValue(key, text);
        });
    }

    /**
     * Throws if the token is given in two ways. Not asked of the environment, where an orchestrator puts its token
     * beside whatever the program's own environment holds.
     */
    void checkOneToken() {
        if (texts.containsKey(Keys.TOKEN.name()) && texts.containsKey(Keys.TOKEN_FILE.name())) {
            throw new SettingsException(name + ": token and token.file are both set (expected: one of them)");
        }
    }

    /** Warns of secrets in a source that every user of the machine can read. */
    void warnOfSecrets() {
        for (String keyName : texts.keySet()) {
            Key<?> key = Keys.named(keyName);
            if (key != null && key.kind() == Key.Kind.SECRET) {
                Log.warn(name + ": " + keyName + ": every user of this machine can read a command line (better: "
                        + "token.file, or the environment's " + key.environmentName() + ")");
            }
        }
    }

    private void checkValue(Key<?> key, String text) {
        try {
            Object unused = key.parser().apply(text);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    name + ": " + key.name() + ": " + key.shown(text) + " (expected: " + key.allowed() + ")");
        }
    }
}
