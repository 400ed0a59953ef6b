package kitchen;

import io.msagent.Microservice;

/** The services of {@link Ledger} in a version of the program in which the methods have other names. */
public final class LedgerRenamed {
    private LedgerRenamed() {}

    @Microservice("again")
    static long laterAgain(long n, String how) {
        return n;
    }

    @Microservice(value = "once", idempotent = false)
    static long laterOnce(long n, String how) {
        return n;
    }
}
