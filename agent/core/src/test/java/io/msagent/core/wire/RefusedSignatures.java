package io.msagent.core.wire;

import io.msagent.core.wire.Samples.Colour;
import io.msagent.core.wire.Samples.Holder;
import io.msagent.core.wire.Samples.Node;
import io.msagent.core.wire.Samples.OwnSerialisation;
import io.msagent.core.wire.Samples.Point;
import io.msagent.core.wire.Samples.Positive;
import io.msagent.core.wire.Samples.Purchase;
import io.msagent.core.wire.Samples.Shape;
import io.msagent.core.wire.Samples.Worker;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Declared types whose values are tried with what does not fit them. */
@SuppressWarnings("unused")
interface RefusedSignatures {
    void purchase(String id, Purchase order);

    void int32(int v);

    void int8(byte v);

    void int64(long v);

    void float64(double v);

    void float32(float v);

    void character(char v);

    void bool(boolean v);

    void text(String v);

    void colour(Colour v);

    void point(Point v);

    void positive(Positive v);

    void list(List<Integer> v);

    void set(Set<Object> v);

    void map(Map<String, Integer> v);

    void pairs(Map<Integer, Integer> v);

    void bigInteger(BigInteger v);

    void duration(java.time.Duration v);

    void inet(java.net.InetAddress v);

    void bytes(byte[] v);

    void shape(Shape v);

    void anything(Object v);

    void comparable(Comparable<?> v);

    void node(Node v);

    void worker(Worker v);

    void holder(Holder v);

    void ownSerialisation(OwnSerialisation v);

    void thread(Thread v);

    void threads(List<Thread[]> v);

    void stream(Stream<String> v);

    void input(InputStream v);

    void supplier(Supplier<String> v);

    void type(Class<?> v);

    void future(Future<String> v);

    void random(Random v);

    void blocking(BlockingQueue<String> v);

    void identity(IdentityHashMap<String, String> v);

    Thread result();
}
