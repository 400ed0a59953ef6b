package io.msagent.core.partition;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Keys, partitions and owners. */
public final class Partitions {
    /** How many partitions a service has: enough to be shared evenly by some dozen instances. All processes must agree. */
    public static final int COUNT = 64;

    private Partitions() {}

    /** The partition of a key, from 0 to {@link #COUNT} - 1. */
    public static int of(String key) {
        return (int) Long.remainderUnsigned(mix(hash(key)), COUNT);
    }

    /**
     * The instance that is to own a partition: of all the one that weighs most. If one leaves, only its own partitions get
     * other owners; if one comes, it takes some from each (highest random weight: Thaler and Ravishankar, 1998).
     *
     * @param instances ids of those that serve; null is returned if there are none
     */
    public static @Nullable String owner(String service, int partition, Collection<String> instances) {
        long place = hash(service + "/" + partition);
        String best = null;
        long most = 0;
        for (String instance : instances) {
            long weight = mix(place ^ mix(hash(instance)));
            int order = Long.compareUnsigned(weight, most);
            if (best == null || order > 0 || order == 0 && instance.compareTo(best) < 0) {
                best = instance;
                most = weight;
            }
        }
        return best;
    }

    /** FNV-1a of the UTF-8, 64 bits. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** Spreads the bits: the finaliser of MurmurHash3 in Stafford's variant 13, as in SplitMix64. */
    private static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
