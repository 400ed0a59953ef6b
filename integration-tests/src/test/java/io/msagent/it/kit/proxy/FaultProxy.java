package io.msagent.it.kit.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before one provider's port, on a port of its own. Safe for use by any thread. */
public final class FaultProxy implements AutoCloseable {
    private static final Pattern REASON = Pattern.compile("(?i)\r\nms-reason: *([a-z-]+)");

    private final int target;
    private final FaultScript script;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> reasons = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger cuts = new AtomicInteger();
    private final Door door;
    private volatile Fault standing = Fault.NONE;

    /** Lets everything through but what the script says. */
    public FaultProxy(int target, FaultScript script) {
        this.target = target;
        this.script = script;
        door = new Door(this::visit);
    }

    /** The port that callers come to. */
    public int port() {
        return door.port();
    }

    /** The port of the provider. */
    public int target() {
        return target;
    }

    /** From now on this becomes of every request, and with {@link Fault#CLOSE_ON_CONNECT} of every connection. */
    public void always(Fault fault) {
        standing = fault;
        if (fault == Fault.CLOSE_ON_CONNECT) {
            cut();
        }
        if (fault == Fault.NONE) {
            lines.stream().filter(Line::isSwallowed).forEach(Line::close);
        }
    }

    /** Ends all connections and refuses new ones. */
    public void refuse() {
        door.refuse();
        cut();
    }

    /** Ends all connections and lets new ones wait in a full backlog. */
    public void fill() {
        door.fill();
        cut();
    }

    /** Ends all connections; new ones are welcome. */
    public void cut() {
        lines.forEach(Line::close);
    }

    /** All is well again. */
    public void heal() {
        door.open();
        always(Fault.NONE);
    }

    /** The calls that came, each with head and body, faults or not. */
    public List<String> requests() {
        return copy(requests);
    }

    /** The reasons of the answers "not started" that came back. */
    public List<String> reasons() {
        return copy(reasons);
    }

    /** Forgets what it has seen. */
    public void forget() {
        requests.clear();
        reasons.clear();
    }

    private static List<String> copy(List<String> seen) {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    private void visit(Socket near) {
        Fault scripted = script.forConnection();
        if (standing == Fault.CLOSE_ON_CONNECT || scripted == Fault.CLOSE_ON_CONNECT) {
            Daemons.closeAll(List.of(near));
            return;
        }
        try {
            Line line = Line.open(this, near, target);
            lines.add(line);
            line.start();
        } catch (IOException e) {
            // nobody is behind it any more, which whoever comes next is to see
            Daemons.closeAll(List.of(near));
            door.refuse();
        }
    }

    Fault faultOf(String request) {
        requests.add(request);
        return standing == Fault.NONE ? script.forRequest() : standing;
    }

    /** Where to cut an answer: somewhere else each time, so that no place is special. */
    int cutAt(int length) {
        return 1 + cuts.addAndGet(37) % length;
    }

    void sawAnswer(String bytes) {
        Matcher reason = REASON.matcher(bytes);
        while (reason.find()) {
            reasons.add(reason.group(1));
        }
    }

    void over(Line line) {
        lines.remove(line);
    }

    @Override
    public void close() {
        door.close();
        cut();
    }
}
