package io.msagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The type says whether another call is safe. */
class MicroserviceExceptionTest {
    static Stream<Arguments> all() {
        Throwable cause = new IllegalStateException("beneath");
        return Stream.of(
                Arguments.of(new CallRefusedException("m", cause), false),
                Arguments.of(new NoInstanceException("m", cause), false),
                Arguments.of(new OutcomeUnknownException("m", cause), true),
                Arguments.of(new ProtocolException("m", cause), true),
                Arguments.of(new RemoteApplicationException("com.acme.Oops", "m", "no such class", cause), true),
                Arguments.of(new DeadlineExceededException("m", false, cause), false),
                Arguments.of(new DeadlineExceededException("m", true, cause), true),
                Arguments.of(new CallInterruptedException("m", false, cause), false),
                Arguments.of(new CallInterruptedException("m", true, cause), true));
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysWhetherTheBodyMayHaveRun(MicroserviceException exception, boolean mayHaveRun) {
        assertThat(exception.bodyMayHaveRun()).isEqualTo(mayHaveRun);
        assertThat(exception).hasMessageContaining("m").hasCauseInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void survivesSerialisation(MicroserviceException exception, boolean mayHaveRun) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        Object back = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(back).isInstanceOf(exception.getClass()).hasToString(exception.toString());
        assertThat(((MicroserviceException) back).bodyMayHaveRun()).isEqualTo(mayHaveRun);
    }

    @Test
    void aRemoteExceptionNamesTheClassThatCouldNotBeRebuilt() {
        RemoteApplicationException e = new RemoteApplicationException("com.acme.Oops", null, "no such class", null);
        assertThat(e.remoteClassName()).isEqualTo("com.acme.Oops");
        assertThat(e.remoteMessage()).isNull();
        assertThat(e).hasMessageContaining("com.acme.Oops").hasMessageContaining("no such class");
    }
}
