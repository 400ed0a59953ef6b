package io.msagent.core.token;

import java.nio.file.Path;

/** For tests, a process of its own: prints the token of a file, which it makes if there is none. */
final class TokenMaker {
    private TokenMaker() {}

    public static void main(String[] args) {
        System.out.println(ClusterToken.readOrCreate(Path.of(args[0])).secret());
    }
}
