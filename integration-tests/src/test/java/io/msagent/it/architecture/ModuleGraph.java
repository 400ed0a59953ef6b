package io.msagent.it.architecture;

import io.msagent.it.docs.SourceTree;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Which module of this project names which, by the poms; dependencies of tests left out. */
final class ModuleGraph {
    private final SortedMap<String, SortedSet<String>> edges = new TreeMap<>();

    private ModuleGraph() {}

    static ModuleGraph read() throws Exception {
        ModuleGraph graph = new ModuleGraph();
        for (Path pom : SourceTree.files("pom.xml")) {
            graph.add(parse(SourceTree.read(pom)));
        }
        return graph;
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        try {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own parser knows this", e);
        }
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private void add(Document pom) {
        String module = child(pom.getDocumentElement(), "artifactId");
        NodeList all = pom.getElementsByTagName("dependency");
        for (int i = 0; i < all.getLength(); i++) {
            Element dependency = (Element) all.item(i);
            boolean managed =
                    dependency.getParentNode().getParentNode().getNodeName().equals("dependencyManagement");
            String scope = child(dependency, "scope");
            if (!managed && child(dependency, "groupId").equals("io.msagent") && !scope.equals("test")) {
                String arrow = scope.equals("runtime") ? " -. at run time .-> " : " --> ";
                edges.computeIfAbsent(module, m -> new TreeSet<>()).add(arrow + child(dependency, "artifactId"));
            }
        }
    }

    private static String child(Element parent, String name) {
        NodeList children = parent.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeName().equals(name)) {
                return children.item(i).getTextContent().strip();
            }
        }
        return "";
    }

    /** As a mermaid diagram. */
    String mermaid() {
        StringBuilder text = new StringBuilder("```mermaid\ngraph TD\n");
        for (Map.Entry<String, SortedSet<String>> entry : edges.entrySet()) {
            entry.getValue()
                    .forEach(to ->
                            text.append("  ").append(entry.getKey()).append(to).append('\n'));
        }
        return text.append("```\n").toString();
    }
}
