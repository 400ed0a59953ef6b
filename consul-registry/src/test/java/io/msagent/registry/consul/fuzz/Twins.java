package io.msagent.registry.consul.fuzz;

import io.msagent.registry.consul.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A real Consul and an embedded registry that are asked the same. For one thread. */
final class Twins {
    private final Side real;
    private final Side embedded;
    private int runs;

    Twins(Side real, Side embedded) {
        this.real = real;
        this.embedded = embedded;
    }

    /** Where they answered differently. */
    record Difference(int at, Request request, String byConsul, String byEmbedded) {
        @Override
        public String toString() {
            return request.method() + " " + request.path() + " " + request.body() + "\nConsul answers " + byConsul
                    + "\nthe embedded registry answers " + byEmbedded;
        }
    }

    /** @param patience how long a read may be different: Consul's catalogue follows its agent a moment later */
    Optional<Difference> run(Sequence sequence, Duration patience) throws IOException {
        int number = ++runs;
        real.begin(number);
        embedded.begin(number);
        for (int i = 0; i < sequence.size(); i++) {
            Request request = sequence.requests().get(i);
            Optional<Difference> difference = ask(i, request);
            long end = System.nanoTime() + patience.toNanos();
            while (difference.isPresent() && request.isRead() && System.nanoTime() - end < 0) {
                difference = ask(i, request);
            }
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> ask(int at, Request request) throws IOException {
        String byConsul = seen(real, request);
        String byEmbedded = seen(embedded, request);
        return byConsul.equals(byEmbedded)
                ? Optional.empty()
                : Optional.of(new Difference(at, request, byConsul, byEmbedded));
    }

    private static String seen(Side side, Request request) throws IOException {
        Answer answer = side.send(request);
        return Allowed.without(request, answer);
    }
}
