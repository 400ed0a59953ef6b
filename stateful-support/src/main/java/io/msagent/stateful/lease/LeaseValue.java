package io.msagent.stateful.lease;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What stands under a lock's key.
 *
 * @param instance id of who holds it, or held it last
 * @param epoch under which
 * @param adopts epoch of the owner before, if that one has handed over to this one; else 0
 * @param parcel the number of what was handed over to the heir, or to who adopts; else 0
 * @param heir who is to take it next, and has what was handed over; null if nobody has
 * @param free whether it was given back, or its holder's process has certainly ended: nobody serves it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record LeaseValue(
        String instance,
        long epoch,
        long adopts,
        long parcel,
        @Nullable String heir,
        boolean free) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static LeaseValue taken(String instance, long epoch) {
        return new LeaseValue(instance, epoch, 0, 0, null, false);
    }

    /** @param before what its last holder left for this instance */
    static LeaseValue adopted(String instance, long epoch, LeaseValue before) {
        return new LeaseValue(instance, epoch, before.epoch, before.parcel, null, false);
    }

    static LeaseValue givenBack(String instance, long epoch, @Nullable String heir, long parcel) {
        return new LeaseValue(instance, epoch, 0, parcel, heir, true);
    }

    /** Null if it is none. */
    static @Nullable LeaseValue read(byte[] json) {
        try {
            LeaseValue value = MAPPER.readValue(json, LeaseValue.class);
            return value == null || value.instance == null ? null : value;
        } catch (IOException e) {
            return null;
        }
    }

    byte[] json() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers can always be written", e);
        }
    }
}
