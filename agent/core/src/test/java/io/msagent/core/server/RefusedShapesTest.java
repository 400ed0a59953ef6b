package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that two readers might understand differently. Each is followed by a whole request for another method, as a
 * smuggler would hide one: neither may run, and the connection ends.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedShapesTest {
    private static final String TARGET = "/ms/v1/call/test/echo";
    private static final String AUTHORIZATION = "Authorization: " + ServerFixture.TOKEN.header() + "\r\n";
    private static final String HEAD = "Host: here\r\n" + AUTHORIZATION;
    private static final String HIDDEN =
            "POST /ms/v1/call/test/hidden HTTP/1.1\r\n" + HEAD + "Content-Length: 3\r\n\r\n[1]";
    private static final String THREE = "Content-Length: 3\r\n\r\n[1]";

    private final TestMethod echo = TestMethod.of("echo", arguments -> arguments[0]);
    private final TestMethod hidden = TestMethod.of("hidden", arguments -> "hidden ran");
    private ServerFixture server;

    @BeforeAll
    void start() {
        server = new ServerFixture(ServerFixture.options(1_000, Duration.ofMinutes(1)), echo, hidden);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Arguments> shapes() {
        String chunked = post(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
        return Stream.of(
                shape("two lengths", post(HEAD + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n[1]")),
                shape("the same length twice", post(HEAD + "Content-Length: 3\r\nContent-Length: 3\r\n\r\n[1]")),
                shape("a list of lengths", post(HEAD + "Content-Length: 3, 3\r\n\r\n[1]")),
                shape("a length with a sign", post(HEAD + "Content-Length: +3\r\n\r\n[1]")),
                shape("a negative length", post(HEAD + "Content-Length: -3\r\n\r\n[1]")),
                shape("a hexadecimal length", post(HEAD + "Content-Length: 0x3\r\n\r\n[1]")),
                shape("a length past a long", post(HEAD + "Content-Length: 18446744073709551619\r\n\r\n[1]")),
                shape("digits that are not ASCII", post(HEAD + "Content-Length: \u00b3\r\n\r\n[1]")),
                shape("length and chunks", post(HEAD + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n[1]")),
                shape(
                        "chunks and length",
                        post(HEAD + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n3\r\n[1]\r\n0\r\n\r\n")),
                shape("an unknown coding", post(HEAD + "Transfer-Encoding: sideways\r\n\r\n[1]")),
                shape("two codings", post(HEAD + "Transfer-Encoding: gzip, chunked\r\n\r\n3\r\n[1]\r\n0\r\n\r\n")),
                shape(
                        "two headers of codings",
                        post(
                                HEAD
                                        + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n3\r\n[1]\r\n0\r\n\r\n")),
                shape("a coding with something before it", post(HEAD + "Transfer-Encoding: xchunked\r\n\r\n[1]")),
                shape("identity", post(HEAD + "Transfer-Encoding: identity\r\n\r\n[1]")),
                shape("a folded header", post(HEAD + "X-Note: a\r\n b\r\n" + THREE)),
                shape("a folded length", post(HEAD + "Content-Length:\r\n 3\r\n\r\n[1]")),
                shape("a folded first header", post(" X-Note: a\r\n" + HEAD + THREE)),
                shape("a space before the colon", post(HEAD + "Content-Length : 3\r\n\r\n[1]")),
                shape("a header without a name", post(HEAD + ": a\r\n" + THREE)),
                shape("a header without a colon", post(HEAD + "X-Note\r\n" + THREE)),
                shape("a carriage return in a header", post(HEAD + "X-Note: a\rContent-Length: 0\r\n" + THREE)),
                shape("a line feed in a header", post(HEAD + "X-Note: a\nX-Other: b\r\n" + THREE)),
                shape("line feeds alone", post(HEAD + THREE).replace("\r\n", "\n")),
                shape("a zero byte in a header", post(HEAD + "X-Note: a\0b\r\n" + THREE)),
                shape("a zero byte in a name", post(HEAD + "X\0Note: a\r\n" + THREE)),
                shape("a tab in a name", post(HEAD + "X\tNote: a\r\n" + THREE)),
                shape("a chunk size past a long", chunked + "10000000000000003\r\n[1]\r\n0\r\n\r\n"),
                shape("a chunk size that wraps an int", chunked + "100000003\r\n[1]\r\n0\r\n\r\n"),
                shape("a negative chunk size", chunked + "-3\r\n[1]\r\n0\r\n\r\n"),
                shape("a chunk size with 0x", chunked + "0x3\r\n[1]\r\n0\r\n\r\n"),
                shape("a chunk size with a space before it", chunked + " 3\r\n[1]\r\n0\r\n\r\n"),
                shape("no chunk size", chunked + "\r\n[1]\r\n0\r\n\r\n"),
                shape("a chunk extension", chunked + "3;a=b\r\n[1]\r\n0\r\n\r\n"),
                shape("a huge chunk extension", chunked + "3;" + "a".repeat(100_000) + "\r\n[1]\r\n0\r\n\r\n"),
                shape("a chunk extension with a line feed", chunked + "3;a\n[1]\r\n0\r\n\r\n"),
                shape("a chunk size with a line feed", chunked + "3\n[1]\r\n0\r\n\r\n"),
                shape("a chunk longer than its size", chunked + "2\r\n[1]\r\n0\r\n\r\n"),
                shape("a chunk without its end", chunked + "3\r\n[1]0\r\n\r\n"),
                shape("a trailer with a length", chunked + "3\r\n[1]\r\n0\r\nContent-Length: 9\r\n\r\n"),
                shape("absolute form", post("http://here" + TARGET, HEAD + THREE)),
                shape("absolute form elsewhere", post("http://elsewhere:1" + TARGET, HEAD + THREE)),
                shape("authority form", "CONNECT here:80 HTTP/1.1\r\n" + HEAD + THREE),
                shape("authority form by POST", post("here:80", HEAD + THREE)),
                shape("asterisk form", "OPTIONS * HTTP/1.1\r\n" + HEAD + THREE),
                shape("a path without a slash", post("ms/v1/call/test/echo", HEAD + THREE)),
                shape("a dot segment", post("/ms/v1/call/./test/echo", HEAD + THREE)),
                shape("a way up", post("/ms/v1/call/x/../test/echo", HEAD + THREE)),
                shape("an escaped dot", post("/ms/v1/call/%2e/test/echo", HEAD + THREE)),
                shape("an escaped way up", post("/ms/v1/x/%2e%2e/call/test/echo", HEAD + THREE)),
                shape("an escaped slash", post("/ms/v1/call/test%2fecho", HEAD + THREE)),
                shape("an escaped prefix", post("/ms/v1/c%61ll/test/echo", HEAD + THREE)),
                shape("a twice escaped name", post("/ms/v1/call/test/%2565cho", HEAD + THREE)),
                shape("two slashes", post("//ms/v1/call/test/echo", HEAD + THREE)),
                shape("two slashes within", post("/ms/v1/call//test/echo", HEAD + THREE)),
                shape("a slash at the end", post(TARGET + "/", HEAD + THREE)),
                shape("a backslash", post("/ms/v1/call/test\\echo", HEAD + THREE)),
                shape("a path parameter", post(TARGET + ";a=b", HEAD + THREE)),
                shape("a path parameter within", post("/ms/v1/call/test;a=b/echo", HEAD + THREE)),
                shape("an empty path parameter", post(TARGET + ";", HEAD + THREE)),
                shape("a query", post(TARGET + "?a=b", HEAD + THREE)),
                shape("a fragment", post(TARGET + "#a", HEAD + THREE)),
                shape("a path in other case", post("/MS/V1/CALL/test/echo", HEAD + THREE)),
                shape("a zero byte in the path", post(TARGET + "%00", HEAD + THREE)),
                shape("bytes that are not ASCII in the path", post(TARGET + "\u00e4", HEAD + THREE)),
                shape("an escape that is cut", post(TARGET + "%6", HEAD + THREE)),
                shape("an overlong escape", post("/ms/v1/call/test/%c1%a5cho", HEAD + THREE)),
                shape("a method in other case", "post " + TARGET + " HTTP/1.1\r\n" + HEAD + THREE),
                shape("another method", "PUT " + TARGET + " HTTP/1.1\r\n" + HEAD + THREE),
                shape("a method with a body that says GET", "GET " + TARGET + " HTTP/1.1\r\n" + HEAD + THREE),
                shape("two tokens", post(HEAD + AUTHORIZATION + THREE)),
                shape("a right and a wrong token", post(HEAD + "Authorization: Bearer wrong-token-0000\r\n" + THREE)),
                shape("no token", post("Host: here\r\n" + THREE)),
                shape("an empty token", post("Host: here\r\nAuthorization:\r\n" + THREE)),
                shape(
                        "the token by another scheme",
                        post("Host: here\r\nAuthorization: Basic "
                                + ServerFixture.TOKEN.header().substring(7) + "\r\n" + THREE)),
                shape(
                        "the token and more",
                        post("Host: here\r\nAuthorization: " + ServerFixture.TOKEN.header() + "x\r\n" + THREE)),
                shape(
                        "the start of the token",
                        post("Host: here\r\nAuthorization: "
                                + ServerFixture.TOKEN.header().substring(0, 20) + "\r\n" + THREE)),
                shape("two hosts", post("Host: there\r\n" + HEAD + THREE)),
                shape("no host", post(AUTHORIZATION + THREE)),
                shape(
                        "two call ids",
                        post(HEAD + "ms-call-id: 123e4567-e89b-12d3-a456-426614174000\r\n"
                                + "ms-call-id: 123e4567-e89b-12d3-a456-426614174001\r\n" + THREE)),
                shape("two digests", post(HEAD + "ms-digest: 0123abcd\r\nMS-Digest: 0123abcd\r\n" + THREE)),
                shape("HTTP/1.0", "POST " + TARGET + " HTTP/1.0\r\n" + HEAD + THREE),
                shape("HTTP/1.0 kept", "POST " + TARGET + " HTTP/1.0\r\nConnection: keep-alive\r\n" + HEAD + THREE),
                shape("HTTP/0.9", "POST " + TARGET + "\r\n" + HEAD + THREE),
                shape("HTTP/1.2", "POST " + TARGET + " HTTP/1.2\r\n" + HEAD + THREE),
                shape("http/1.1", "POST " + TARGET + " http/1.1\r\n" + HEAD + THREE),
                shape("two spaces in the first line", "POST  " + TARGET + " HTTP/1.1\r\n" + HEAD + THREE),
                shape("a tab in the first line", "POST\t" + TARGET + " HTTP/1.1\r\n" + HEAD + THREE),
                shape("a space at the end of the first line", "POST " + TARGET + " HTTP/1.1 \r\n" + HEAD + THREE),
                shape("HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"),
                shape("a TLS hello", "\26\3\1\0\5\1\0\0\1\0"));
    }

    private static Arguments shape(String name, String bytes) {
        return Arguments.of(name, bytes);
    }

    private static String post(String rest) {
        return post(TARGET, rest);
    }

    private static String post(String target, String rest) {
        return "POST " + target + " HTTP/1.1\r\n" + rest;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void runsNothingAndEndsTheConnection(String name, String bytes) throws Exception {
        int before = echo.started();
        int hiddenBefore = hidden.started();

        String answer = answer(bytes + HIDDEN);

        assertThat(answer).as(name).endsWith("[closed]").doesNotContain("200 OK", "\tat ", "Exception");
        assertThat(hidden.started() - hiddenBefore)
                .as("hidden requests that ran")
                .isZero();
        assertThat(echo.started() - before).as("calls that ran").isZero();
        assertThat(server.call("echo", 1).body()).isEqualTo("1");
    }

    private String answer(String bytes) throws IOException {
        StringBuilder read = new StringBuilder();
        try (Socket socket = server.socket()) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                read.append((char) c);
            }
            read.append("[closed]");
        } catch (SocketTimeoutException e) {
            read.append("[open]");
        } catch (SocketException e) {
            read.append("[reset][closed]");
        }
        return read.toString();
    }
}
