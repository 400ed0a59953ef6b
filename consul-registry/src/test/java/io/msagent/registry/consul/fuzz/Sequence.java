package io.msagent.registry.consul.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Requests to be made one after the other. */
record Sequence(List<Request> requests) {
    private static final int LONGEST = 30;
    private static final int BAD_PERCENT = 15;

    Sequence {
        requests = List.copyOf(requests);
    }

    /** The same for the same seed. */
    static Sequence of(long seed) {
        Pick pick = new Pick(seed);
        Services services = new Services(pick);
        Keys keys = new Keys(pick);
        Sessions sessions = new Sessions(pick);
        Looks looks = new Looks(pick);
        BadInput bad = new BadInput(pick);
        List<Request> requests = new ArrayList<>();
        // most sequences are about one thing, so that its requests meet
        int about = pick.below(4);
        requests.add(sessions.open());
        for (int i = 3 + pick.below(LONGEST); i > 0; i--) {
            int what = pick.chance(75) ? about : pick.below(4);
            Request request = switch (what) {
                case 0 -> services.next();
                case 1 -> pick.chance(60) ? looks.next() : services.next();
                case 2 -> keys.next(sessions.any());
                default -> pick.chance(50) ? keys.next(sessions.any()) : sessions.next();
            };
            requests.add(pick.chance(BAD_PERCENT) ? bad.spoil(request) : request);
        }
        requests.addAll(Looks.all(pick));
        return new Sequence(requests);
    }

    /** The first so many. */
    Sequence first(int count) {
        return new Sequence(requests.subList(0, count));
    }

    Sequence without(int at) {
        List<Request> fewer = new ArrayList<>(requests);
        fewer.remove(at);
        return new Sequence(fewer);
    }

    int size() {
        return requests.size();
    }

    /** As lines for a shell. */
    String shell() {
        return requests.stream().map(Request::shell).collect(Collectors.joining("\n"));
    }
}
