package io.msagent.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.call.MethodKey;
import io.msagent.core.wire.ModuleOpener;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BodyTest {
    static class Upper {
        String name(String prefix) {
            return prefix + "upper";
        }

        private static long sum(int a, long... more) throws IOException {
            if (a < 0) {
                throw new IOException("negative");
            }
            return a + java.util.Arrays.stream(more).sum();
        }
    }

    static class Lower extends Upper {
        @Override
        String name(String prefix) {
            return super.name(prefix + "lower ");
        }
    }

    interface Named {
        default String shout() {
            return this + "!";
        }
    }

    private static Body body(Class<?> type, String name, String descriptor) {
        return Body.of(type, new MethodKey(type.getName(), name, descriptor), ModuleOpener.NONE);
    }

    @Test
    void runsTheBodyThatWasNamedNotTheOneThatOverridesIt() throws Throwable {
        String descriptor = "(Ljava/lang/String;)Ljava/lang/String;";
        assertThat(body(Upper.class, "name", descriptor).run(new Lower(), new Object[] {"-"}))
                .isEqualTo("-upper");
        assertThat(body(Lower.class, "name", descriptor).run(new Lower(), new Object[] {"-"}))
                .isEqualTo("-lower upper");
    }

    @Test
    void runsPrivateStaticVarargsAndLetsExceptionsThroughAsTheyAre() throws Throwable {
        Body sum = body(Upper.class, "sum", "(I[J)J");
        assertThat(sum.run(null, new Object[] {1, new long[] {2, 3}})).isEqualTo(6L);
        assertThatThrownBy(() -> sum.run(null, new Object[] {-1, new long[0]}))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("negative");
    }

    @Test
    void runsDefaultMethods() throws Throwable {
        Named named = new Named() {
            @Override
            public String toString() {
                return "n";
            }
        };
        assertThat(body(Named.class, "shout", "()Ljava/lang/String;").run(named, new Object[0]))
                .isEqualTo("n!");
    }

    @Test
    void saysWhichMethodIsMissing() {
        assertThatThrownBy(() -> body(Upper.class, "name", "()V"))
                .hasMessageContaining(Upper.class.getName())
                .hasMessageContaining("name()void");
    }
}
