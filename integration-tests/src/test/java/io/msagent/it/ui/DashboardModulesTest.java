package io.msagent.it.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The modules that do not touch the page, each by itself, in the browser that runs them. */
@Tag("once")
@ExtendWith(RealChromium.class)
class DashboardModulesTest {
    @TempDir
    static Path folder;

    private static Chromium browser;
    private static FakeAdmin admin;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start(folder);
        admin = new FakeAdmin(FakeCluster.shop());
        browser.open(admin.link(), text -> text.contains("live"));
    }

    @AfterAll
    static void stop() {
        browser.close();
        admin.close();
    }

    @Test
    void eventsAreReadHoweverTheStreamIsCut() {
        Object heard = run("""
                const {SseParser} = await import("/net/sse.js");
                const text = ": hello\\r\\nevent: status\\r\\ndata: {\\r\\ndata: }\\r\\n\\r\\ndata:x\\n\\nid: 7\\n\\n:\\n\\nevent: b\\ndata\\n\\n";
                const read = (pieces) => {
                  const heard = [];
                  const parser = new SseParser((name, data) => heard.push(`${name}=${data}`));
                  pieces.forEach((piece) => parser.push(piece));
                  return JSON.stringify(heard);
                };
                const all = [read([...text])];
                for (let i = 0; i <= text.length; i++) all.push(read([text.slice(0, i), text.slice(i)]));
                return [...new Set(all)];""");
        assertThat(heard).isEqualTo(List.of("[\"status={\\n}\",\"message=x\",\"b=\"]"));
    }

    @ParameterizedTest
    @CsvSource({
        "micros, 850, 850 µs",
        "micros, 7400, 7.4 ms",
        "micros, 41000, 41 ms",
        "micros, 1240000, 1.2 s",
        "micros, null, –",
        "percent, 0.914, 91 %",
        "rate, 0.3, 0.3",
        "rate, 1448.2, '1,448'",
        "gigabytes, 33285996544, 31 GiB",
        "short, 'PT1H30M', 1h30m",
        "short, never, never",
        "iso, 10m, PT10M",
        "iso, 1h30m, PT1H30M",
        "iso, '', never",
        "iso, soon, soon"
    })
    void numbersAreAsPeopleReadThem(String function, String value, String shown) {
        assertThat(run(
                        "const format = await import('/model/format.js'); const text = arguments[1];"
                                + " return format[arguments[0]](text === 'null' ? null : text !== '' && isFinite(text)"
                                + " ? Number(text) : text);",
                        function,
                        value))
                .isEqualTo(shown);
    }

    @Test
    void callersStandLeftOfWhatTheyCallAndCyclesEnd() {
        assertThat(layers("main>a main>b a>b b>c c>a c>c"))
                .as("with a bend of main>b and one of c>a")
                .isEqualTo("main|~,a|b,~|c");
        assertThat(layers("main>a main>c a>b b>c")).as("with bends of main>c").isEqualTo("main|~,a|~,b|c");
        assertThat(layers("a>b b>a")).isEqualTo("a|b");
        assertThat(layers("a>x b>y c>x")).as("without crossings").isEqualTo("a,c,b|x,y");
    }

    @Test
    void aRingKeepsTheLastOnes() {
        assertThat(run("""
                        const {Ring, SAMPLES} = await import("/model/ring.js");
                        const ring = new Ring();
                        for (let i = 1; i <= SAMPLES + 5; i++) ring.add(i === SAMPLES ? null : i);
                        return [ring.at(0), isNaN(ring.at(SAMPLES - 6)), ring.at(SAMPLES - 1) - SAMPLES, ring.max() - SAMPLES];
                        """)).isEqualTo(List.of(6L, true, 5L, 5L));
    }

    private static Object layers(String edges) {
        return run("""
                const {layered} = await import("/model/layers.js");
                const edges = arguments[0].split(" ").map((edge) => edge.split(">"));
                return layered(edges.map(([caller, service]) => ({caller, service}))).layers
                    .map((layer) => layer.map(({name, bend}) => bend ? "~" : name).join()).join("|");""", edges);
    }

    private static Object run(String body, Object... arguments) {
        return browser.run("return (async function () {" + body + "}).apply(null, arguments)", arguments);
    }
}
