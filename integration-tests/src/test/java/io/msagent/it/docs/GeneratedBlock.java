package io.msagent.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

/**
 * A part of a page that is generated: what stands between {@code <!-- generated: NAME -->} and
 * {@code <!-- end of NAME -->}.
 *
 * @param page path under the root, as {@code docs/configuration.md}
 * @param name the block's name
 */
public record GeneratedBlock(String page, String name) {
    private static final String REWRITE = "docs.rewrite";

    /** Fails, with the text to paste, if the page says something else; rewrites it if {@code -Ddocs.rewrite=true}. */
    public void mustBe(String text) throws IOException {
        String whole = SourceTree.read(page);
        String opening = "<!-- generated: " + name + " -->\n";
        String closing = "<!-- end of " + name + " -->";
        assertThat(whole).as(page).contains(opening, closing);
        int from = whole.indexOf(opening) + opening.length();
        int to = whole.indexOf(closing);
        String expected = "\n" + text.strip() + "\n\n";
        if (Boolean.getBoolean(REWRITE)) {
            Files.writeString(
                    SourceTree.root().resolve(page), whole.substring(0, from) + expected + whole.substring(to));
        } else {
            assertThat(whole.substring(from, to))
                    .as(
                            "%s, block %s, is out of date. Paste what follows there, or run: mvn -B verify -pl"
                                    + " integration-tests -am -Dtest=ConfigurationDocsTest,DependencyGraphTest"
                                    + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true%n%s",
                            page, name, REWRITE, expected)
                    .isEqualTo(expected);
        }
    }
}
