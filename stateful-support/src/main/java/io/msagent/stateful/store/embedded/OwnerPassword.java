package io.msagent.stateful.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The password of the database's owner, in a file beside it that only this user can read. Not made of the cluster token,
 * because the database outlives that.
 */
final class OwnerPassword {
    private static final int BYTES = 32;

    private OwnerPassword() {}

    static String in(Path folder) throws IOException {
        Path file = folder.resolve("owner");
        if (!Files.exists(file)) {
            Path aside = folder.resolve("owner.new");
            Files.deleteIfExists(aside);
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(aside, random());
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    /** 256 random bits as hexadecimal digits. */
    static String random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
