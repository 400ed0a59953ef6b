package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import io.msagent.core.wire.Protocol;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.util.function.Supplier;
import org.xnio.IoUtils;

/** What every request meets first, on its I/O thread: token, path, headers, body. Blocks nowhere. */
final class FrontHandler implements HttpHandler {
    private final ServerOptions options;
    private final Door door;
    private final Services services;
    private final Admission admission;
    private final Counts counts;
    private final Supplier<Load> load;
    private final Supplier<String> loadLine;
    private final Greeting greeting;
    private final Connections connections;
    private final ServerMeters meters;
    private final StatefulRequests requests;

    FrontHandler(
            ServerOptions options,
            Door door,
            Services services,
            Admission admission,
            Counts counts,
            Supplier<Load> load,
            Supplier<String> loadLine,
            Greeting greeting,
            Connections connections,
            ServerMeters meters,
            StatefulRequests requests) {
        this.options = options;
        this.door = door;
        this.services = services;
        this.admission = admission;
        this.counts = counts;
        this.load = load;
        this.loadLine = loadLine;
        this.greeting = greeting;
        this.connections = connections;
        this.meters = meters;
        this.requests = requests;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!connections.begin(exchange)) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        String path = exchange.getRequestPath();
        // behind a greeting comes what it was for, also during a drain: the record answers until the end
        boolean greets = path.equals(Protocol.HELLO_PATH);
        Reply reply = new Reply(
                exchange, options.requestTimeout(), counts, loadLine, () -> !greets && admission.isDraining());
        try {
            Door.checkForm(exchange);
            if (greets) {
                allow(exchange, Methods.GET);
                reply.send(greeting.answer(exchange.getRequestHeaders()));
                return;
            }
            if (path.equals(Protocol.HEALTH_PATH)) {
                door.checkHealthKey(exchange);
            } else {
                door.checkToken(exchange);
            }
            if (path.startsWith(Protocol.CALL_PATH)) {
                call(exchange, path, reply);
            } else if (path.startsWith(Protocol.CANCEL_PATH)) {
                allow(exchange, Methods.POST);
                reply.send(Answers.cancelled(admission.cancel(CallPath.cancelled(path))));
            } else if (path.startsWith(Protocol.STATEFUL_PATH)) {
                allow(exchange, Methods.POST);
                requests.take(exchange, path.substring(Protocol.STATEFUL_PATH.length()), reply);
            } else if (path.equals(Protocol.HEALTH_PATH)) {
                allow(exchange, Methods.GET);
                reply.send(HealthAnswer.of(admission.isDraining(), services.figures(), load.get(), requests.figures()));
            } else if (path.equals(Protocol.METRICS_PATH)) {
                allow(exchange, Methods.GET);
                // takes milliseconds, which other requests shall not wait for
                exchange.dispatch(() -> reply.send(Answers.metrics(meters.expose())));
            } else {
                throw new RefusedException(
                        404,
                        NotStarted.BAD_REQUEST,
                        "path: " + CallPath.clip(path) + " (expected: " + Protocol.CALL_PATH + "{service}/{method}, "
                                + Protocol.HEALTH_PATH + " or " + Protocol.METRICS_PATH + ")");
            }
        } catch (RefusedException e) {
            if (!reply.isMeasured()) {
                meters.refused(e.reason());
            }
            if (e.reason() == NotStarted.UNAUTHORISED || e.reason() == NotStarted.BAD_REQUEST) {
                // whoever sends such a thing may have hidden another request behind it
                exchange.setPersistent(false);
            }
            reply.send(Answers.refused(e));
        }
    }

    static void allow(HttpServerExchange exchange, HttpString allowed) throws RefusedException {
        // compared as text: Undertow's own strings are equal in any case
        if (!exchange.getRequestMethod().toString().equals(allowed.toString())) {
            exchange.getResponseHeaders().put(Headers.ALLOW, allowed.toString());
            throw new RefusedException(
                    405,
                    NotStarted.BAD_REQUEST,
                    "HTTP method: " + CallPath.clip(exchange.getRequestMethod().toString()) + " (expected: " + allowed
                            + ")");
        }
    }

    private void call(HttpServerExchange exchange, String path, Reply reply) throws RefusedException {
        allow(exchange, Methods.POST);
        CallPath target = CallPath.parse(path);
        Services.Found found = services.find(target, CallHeaders.digest(exchange.getRequestHeaders()));
        ServedMethod method = found.method();
        reply.measuredBy(found.meters());
        CallHeaders sent =
                CallHeaders.read(exchange.getRequestHeaders(), method.about().timeout());
        // here, because a tracing agent's span for this request is this thread's now and not later
        CallHeaders headers = sent.in(method.context().arrived(sent.context().trace()));
        new BodyReader(exchange, options.maxBytes(), new BodyReader.Sink() {
                    @Override
                    public void accept(byte[] body) {
                        Call call = new Call(
                                method, services.figures(target.service()), found.meters(), headers, body, reply);
                        // from here on the exchange belongs to whoever answers, and not to this thread
                        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> admission.admit(call));
                    }

                    @Override
                    public void refuse(RefusedException refused) {
                        reply.send(Answers.refused(refused));
                    }
                })
                .read(options.requestTimeout());
    }
}
