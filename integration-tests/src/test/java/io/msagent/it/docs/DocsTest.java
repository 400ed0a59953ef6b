package io.msagent.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.NotStarted;
import io.msagent.core.wire.Protocol;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages name exists, and what is to be documented is. */
@Tag("once")
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern CODE_FENCE = Pattern.compile("(?ms)^```.*?^```");

    static List<Path> pages() {
        return SourceTree.files(".md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFile(Path page) {
        Matcher link = LINK.matcher(CODE_FENCE.matcher(SourceTree.read(page)).replaceAll(""));
        List<String> broken = new ArrayList<>();
        while (link.find()) {
            if (!Files.exists(page.resolveSibling(link.group(1)))) {
                broken.add(link.group(1));
            }
        }
        assertThat(broken).as("%s links to files that are not there", page).isEmpty();
    }

    @Test
    void theProtocolPageNamesEveryPathHeaderAndOutcome() throws IllegalAccessException {
        String page = SourceTree.read("docs/protocol.md");
        for (Field constant : Protocol.class.getFields()) {
            assertThat(page).contains("`" + constant.get(null));
        }
    }

    @ParameterizedTest
    @EnumSource(NotStarted.class)
    void theProtocolPageNamesEveryReason(NotStarted reason) {
        assertThat(SourceTree.read("docs/protocol.md")).contains("| `" + reason.wireName() + "` |");
    }

    @Test
    void theReadmeBeginsWithTheTwoCommands() {
        String readme = SourceTree.read("README.md");
        assertThat(readme.lines().limit(40))
                .anyMatch(line -> line.startsWith("bin/demo "))
                .anyMatch(line -> line.startsWith("bin/test "));
    }
}
