package io.msagent.it.architecture;

import io.msagent.it.docs.GeneratedBlock;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/dependencies.md shows the tree as it is. */
@Tag("once")
class DependencyGraphTest {
    private static final String PAGE = "docs/dependencies.md";

    private final PackageGraph packages = new PackageGraph(ProjectClasses.ALL);

    @Test
    void modules() throws Exception {
        new GeneratedBlock(PAGE, "modules").mustBe(ModuleGraph.read().mermaid());
    }

    @Test
    void packagesOfCore() throws IOException {
        new GeneratedBlock(PAGE, "core").mustBe(packages.mermaid("io.msagent.core."));
    }

    @Test
    void allPackages() throws IOException {
        new GeneratedBlock(PAGE, "packages").mustBe(packages.table());
    }
}
