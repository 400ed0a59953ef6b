package io.msagent.orchestrator.admin;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Receives bodies whole, on the connection's I/O thread; what is too large is refused, and what is too slow is cut. */
final class Bodies {
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private Bodies() {}

    /** Calls back with the body, on the I/O thread; called there too. */
    static void receive(HttpServerExchange exchange, int mostBytes, Consumer<JsonBody> then) {
        if (exchange.getRequestContentLength() > mostBytes) {
            tooLarge(exchange, mostBytes);
            return;
        }
        if (exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
            // two readers of chunks might disagree on where they end, so nothing is read behind them
            exchange.setPersistent(false);
        }
        XnioExecutor.Key cut = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(mostBytes);
        receiver.receiveFullBytes(
                (received, body) -> {
                    cut.remove();
                    then.accept(new JsonBody(body));
                },
                (failed, failure) -> {
                    cut.remove();
                    if (failure instanceof Receiver.RequestToLargeException) {
                        tooLarge(failed, mostBytes);
                    } else {
                        IoUtils.safeClose(failed.getConnection());
                    }
                });
    }

    private static void tooLarge(HttpServerExchange exchange, int mostBytes) {
        Answers.problemAndClose(exchange, 413, "body: more than " + mostBytes + " bytes (expected: at most so many)");
    }
}
