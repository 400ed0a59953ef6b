package io.msagent.stateful.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.call.CallId;
import io.msagent.core.server.CallRecord;
import io.msagent.core.server.CallRecordContract;
import io.msagent.core.server.CallRecordFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryCallRecordTest extends CallRecordContract {

    @Override
    protected CallRecord create(int maxCalls, long maxBytes, Duration maxAge) {
        CallRecordFactory factory =
                ServiceLoader.load(CallRecordFactory.class).findFirst().orElseThrow();
        return factory.create(maxCalls, maxBytes, maxAge);
    }

    @Test
    void anAnswersAgeCountsFromTheEndOfItsCall() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // a monotonic clock may overflow
        CallRecord record = new MemoryCallRecord(10, 10_000, Duration.ofNanos(100), clock::get);
        CallId id = CallId.next();
        CallRecord.Claim first = record.claim(id);
        clock.addAndGet(1_000);
        first.complete(new CallRecord.Answer(200, Map.of(), new byte[0]));
        clock.addAndGet(99);
        assertThat(record.claim(id).first()).isFalse();
        clock.addAndGet(1);
        assertThat(record.claim(id).first()).isTrue();
    }

    @Test
    void whatMustNotStartAnyMoreIsBoundedByAgeAndCount() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
        CallRecord record = new MemoryCallRecord(2, 1, Duration.ofNanos(100), clock::get);
        List<CallId> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(CallId.next());
            record.claimRepeated(ids.get(i), record.mark()).complete(new CallRecord.Answer(200, Map.of(), new byte[0]));
        }
        // the newest has its answer; of the others, as many ids as may be kept
        assertThat(record.claim(ids.get(0)).first()).isTrue();
        assertThat(record.claim(ids.get(1))).isNull();
        assertThat(record.claim(ids.get(2))).isNull();
        clock.addAndGet(100);
        assertThat(record.claim(ids.get(2)).first()).isTrue();
        assertThat(record.claim(ids.get(3))).isNull();
    }

    @Test
    void boundsOfNothingAreRefused() {
        assertThatThrownBy(() -> create(0, 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 calls");
        assertThatThrownBy(() -> create(1, 0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> create(1, 1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
