package io.msagent.stateful.store;

import static io.msagent.stateful.store.Effects.bytes;
import static io.msagent.stateful.store.Effects.callAt;
import static io.msagent.stateful.store.Effects.commit;
import static io.msagent.stateful.store.Effects.key;
import static io.msagent.stateful.store.Effects.keyless;
import static io.msagent.stateful.store.Effects.sibling;
import static io.msagent.stateful.store.Effects.timeAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.store.StateStore.Known;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store drops, and says afterwards. */
public abstract class StoreCleaningContract extends StateStoreContract {
    private static final int PARTITION = 5;

    @Test
    void oldOutcomesAreDroppedAndSaidToBeTooOld() throws StoreException {
        List<TransactionCall> calls = committed(6);

        assertThat(cleaned(timeAt(3), 1_000)).isEqualTo(3);

        for (int i = 0; i < 6; i++) {
            Known known = store().find(service, PARTITION, calls.get(i));
            if (i < 3) {
                assertThat(known).isEqualTo(new Known.TooOld());
            } else {
                assertThat(known).isInstanceOf(Known.Ended.class);
            }
        }
        assertThat(store().find(service, PARTITION, callAt(1))).isEqualTo(new Known.TooOld());
        assertThat(store().find(service, PARTITION, callAt(5))).isEqualTo(new Known.New());
        assertThat(store().load(key(service, PARTITION, "k0")))
                .as("a key's state is no outcome")
                .isEqualTo(bytes("0"));
    }

    @Test
    void ofTooManyTheOldestAreDropped() throws StoreException {
        List<TransactionCall> calls = committed(10);

        assertThat(cleaned(timeAt(0), 4)).isEqualTo(6);

        assertThat(store().find(service, PARTITION, calls.get(5))).isEqualTo(new Known.TooOld());
        assertThat(store().find(service, PARTITION, calls.get(6))).isInstanceOf(Known.Ended.class);
        assertThat(store().clean(service, timeAt(0), 4)).isZero();
    }

    @Test
    void ofTooManyTheOldestAreDroppedInWhicheverPartitions() throws StoreException {
        List<TransactionCall> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            // neither in the order of partitions nor in the opposite one
            calls.add(callAt(i * 7 % 12));
            store().commit(commit(key(service, i % 3, "k" + i), 1, calls.get(i), Integer.toString(i)));
        }

        assertThat(cleaned(timeAt(0), 5)).isEqualTo(7);

        for (int i = 0; i < 12; i++) {
            assertThat(store().find(service, i % 3, calls.get(i)))
                    .as("call %d of partition %d", i * 7 % 12, i % 3)
                    .isInstanceOf(i * 7 % 12 < 7 ? Known.TooOld.class : Known.Ended.class);
        }
    }

    @Test
    void theStateOfATransactionGoesWithItsOutcome() throws StoreException {
        TransactionCall old = callAt(0);
        TransactionCall young = callAt(100);
        for (TransactionCall call : List.of(old, young)) {
            store().commit(keyless(service, 1, call, "its own"));
        }

        assertThat(cleaned(timeAt(50), 1_000)).isEqualTo(1);

        assertThat(store().load(key(service, 1, old.id().value()))).isNull();
        assertThat(store().load(key(service, 1, young.id().value()))).isEqualTo(bytes("its own"));
    }

    /** A method's own key may be the id of the transaction in which it is called. */
    @Test
    void aKeysStateStaysWhateverTheKeyIs() throws StoreException {
        TransactionCall order = callAt(0);
        TransactionCall both = callAt(1);
        store().commit(commit(key(service, 1, order.id().value()), 1, order, "an order"));
        store().commit(keyless(service, 1, both, "nobody's"));
        store().commit(commit(key(service, 1, both.id().value()), 1, sibling(both, "2"), "an order too"));
        store().commit(keyless(service, 1, sibling(both, "3"), "and its own"));

        assertThat(cleaned(timeAt(50), 1_000)).isEqualTo(4);

        assertThat(store().load(key(service, 1, order.id().value()))).isEqualTo(bytes("an order"));
        assertThat(store().load(key(service, 1, both.id().value()))).isEqualTo(bytes("and its own"));
    }

    @Test
    void anotherServiceKeepsItsOwn() throws StoreException {
        List<TransactionCall> calls = committed(2);

        assertThat(store().clean(Effects.newService(), timeAt(1_000), 0)).isZero();

        assertThat(store().find(service, PARTITION, calls.get(0))).isInstanceOf(Known.Ended.class);
    }

    private List<TransactionCall> committed(int count) throws StoreException {
        List<TransactionCall> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TransactionCall call = callAt(i);
            calls.add(call);
            store().commit(commit(key(service, PARTITION, "k" + i), 1, call, Integer.toString(i)));
        }
        return calls;
    }

    private int cleaned(java.time.Instant before, int most) throws StoreException {
        int all = 0;
        for (int some = store().clean(service, before, most); some > 0; some = store().clean(service, before, most)) {
            all += some;
        }
        return all;
    }
}
