package io.msagent.it.kit.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One connection of a caller and the one to the provider behind it. */
final class Line {
    private static final byte[] CALL = "POST /ms/v1/call/".getBytes(StandardCharsets.ISO_8859_1);
    private static final long DELAY_NANOS = 300_000_000L;
    private static final long A_BYTE_NANOS = 2_000_000L;

    private final FaultProxy proxy;
    private final Socket near;
    private final Socket far;
    /** Of the request that was read last. */
    private volatile Fault fault = Fault.NONE;

    private volatile boolean headSeen;

    private Line(FaultProxy proxy, Socket near, Socket far) {
        this.proxy = proxy;
        this.near = near;
        this.far = far;
    }

    /** Connects to the provider. */
    static Line open(FaultProxy proxy, Socket near, int target) throws IOException {
        Line line = new Line(proxy, near, new Socket(InetAddress.getLoopbackAddress(), target));
        line.near.setTcpNoDelay(true);
        line.far.setTcpNoDelay(true);
        return line;
    }

    /** Copies both ways until one end, or a fault, ends it. */
    void start() {
        Daemons.start(() -> {
            untilTheEnd(this::requests);
            if (fault != Fault.CUT_AFTER_DELIVERY) {
                close();
            }
        });
        Daemons.start(() -> {
            untilTheEnd(this::answers);
            close();
        });
    }

    /** Whether its request is in the black hole. */
    boolean isSwallowed() {
        return fault == Fault.BLACK_HOLE;
    }

    void close() {
        Daemons.closeAll(List.of(near, far));
        proxy.over(this);
    }

    private interface Copying {
        void run() throws IOException;
    }

    private static void untilTheEnd(Copying copying) {
        try {
            copying.run();
        } catch (IOException e) {
            // one end is gone; the other one goes too
        }
    }

    private void requests() throws IOException {
        RequestReader reader = new RequestReader(new BufferedInputStream(near.getInputStream()));
        for (byte[] request = reader.next(); request != null; request = reader.next()) {
            headSeen = false;
            boolean call = Arrays.equals(request, 0, CALL.length, CALL, 0, CALL.length);
            fault = call ? proxy.faultOf(new String(request, StandardCharsets.ISO_8859_1)) : Fault.NONE;
            if (fault == Fault.CUT_BEFORE_DELIVERY) {
                return;
            }
            if (fault == Fault.BLACK_HOLE) {
                continue;
            }
            if (fault == Fault.DELAY) {
                LockSupport.parkNanos(DELAY_NANOS);
            }
            if (fault == Fault.SPOIL_TOKEN) {
                spoilToken(request);
            }
            far.getOutputStream().write(request);
            if (fault == Fault.CUT_AFTER_DELIVERY) {
                near.close();
                return;
            }
        }
    }

    private static void spoilToken(byte[] request) {
        int token = new String(request, StandardCharsets.ISO_8859_1).indexOf("Bearer ") + "Bearer ".length();
        Arrays.fill(request, token, token + 8, (byte) 'x');
    }

    private void answers() throws IOException {
        InputStream in = far.getInputStream();
        OutputStream out = near.getOutputStream();
        byte[] buffer = new byte[64 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (fault.losesAnswer()) {
                close();
                return;
            }
            proxy.sawAnswer(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            pass(out, Arrays.copyOf(buffer, n));
        }
    }

    private void pass(OutputStream out, byte[] bytes) throws IOException {
        switch (fault) {
            case CUT_IN_ANSWER -> {
                out.write(bytes, 0, proxy.cutAt(bytes.length - 1));
                close();
            }
            case CORRUPT_HEAD -> {
                Arrays.fill(bytes, 0, Math.min(4, bytes.length), (byte) '?');
                out.write(bytes);
            }
            case CORRUPT_BODY -> {
                corruptBody(bytes);
                out.write(bytes);
            }
            case THROTTLE -> {
                for (byte b : bytes) {
                    out.write(b);
                    LockSupport.parkNanos(A_BYTE_NANOS);
                }
            }
            default -> out.write(bytes);
        }
    }

    private void corruptBody(byte[] bytes) {
        int from = 0;
        if (!headSeen) {
            int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            headSeen = end >= 0;
            from = end < 0 ? bytes.length : end + 4;
        }
        Arrays.fill(bytes, from, bytes.length, (byte) '?');
    }
}
