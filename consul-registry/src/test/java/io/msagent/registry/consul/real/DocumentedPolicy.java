package io.msagent.registry.consul.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ACL policy as {@code docs/security.md} gives it: what people copy is what is tested.
 *
 * @param rules one to a line
 */
public record DocumentedPolicy(List<String> rules) {

    /** The policy of a role: caller, provider or orchestrator. */
    public static DocumentedPolicy of(String role) {
        Path page = Path.of(System.getProperty("project.basedir", ".")).resolve("../docs/security.md");
        try {
            Matcher block = Pattern.compile("```hcl\\n# " + role + "\\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(page));
            if (!block.find()) {
                throw new IllegalStateException(page + ": no block ```hcl with the first line # " + role);
            }
            return new DocumentedPolicy(block.group(1).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without the rule. */
    public DocumentedPolicy without(String rule) {
        return new DocumentedPolicy(
                rules.stream().filter(other -> !other.equals(rule)).toList());
    }

    /** The same with that right to write taken down to one to read. */
    public DocumentedPolicy readOnly(String rule) {
        return new DocumentedPolicy(rules.stream()
                .map(other -> other.equals(rule) ? other.replace("\"write\"", "\"read\"") : other)
                .toList());
    }

    /** In Consul's language. */
    public String text() {
        return String.join("\n", rules) + "\n";
    }
}
