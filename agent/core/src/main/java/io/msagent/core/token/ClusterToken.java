package io.msagent.core.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The secret that every call and every admin request must carry as {@code Authorization: Bearer}. Immutable. */
public final class ClusterToken {
    private static final int LEAST_LENGTH = 16;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final String value;

    private ClusterToken(String value) {
        this.value = value;
    }

    /**
     * A token given as text.
     *
     * @throws IllegalArgumentException if it is shorter than 16 characters
     */
    public static ClusterToken of(String text) {
        return new ClusterToken(checked(text, "cluster token"));
    }

    /**
     * The token in the file, or nothing if there is no such file.
     *
     * @throws IllegalArgumentException if others can read the file, or its content is no token
     * @throws UncheckedIOException if it cannot be read
     */
    public static Optional<ClusterToken> read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new IllegalArgumentException("token file " + file + ": permissions "
                        + PosixFilePermissions.toString(permissions) + " (expected: rw-------; run: chmod 600 " + file
                        + ")");
            }
            return Optional.of(new ClusterToken(checked(text, "token file " + file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "token file " + file + " cannot be read: " + e + " (expected: a file that this user can read)", e);
        }
    }

    /** The token in the file; makes both if there is none. Of several processes that do so at once, all get the same. */
    public static ClusterToken readOrCreate(Path file) {
        Optional<ClusterToken> there = read(file);
        if (there.isPresent()) {
            return there.get();
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file stands in a folder");
            if (!Files.isDirectory(folder)) {
                // the default folder becomes the orchestrator's state folder, which must be its owner's alone
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
            }
            // written aside and linked into place, so that nobody ever reads half a token
            Path aside = Files.createTempFile(folder, "token", null, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(aside, HexFormat.of().formatHex(random) + "\n", StandardOpenOption.WRITE);
            try {
                Files.createLink(file, aside);
            } catch (FileAlreadyExistsException e) {
                // another process was first; its token counts
            } catch (UnsupportedOperationException e) {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("token file " + file + " cannot be made", e);
        }
        return read(file).orElseThrow();
    }

    private static String checked(String text, String source) {
        if (text.length() < LEAST_LENGTH || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(source + ": " + text.length() + " characters (expected: at least "
                    + LEAST_LENGTH + " visible ASCII characters and nothing else)");
        }
        return text;
    }

    /** The value of the {@code Authorization} header. */
    public String header() {
        return "Bearer " + value;
    }

    /** Whether the header carries this token; takes the same time wherever they differ. */
    public boolean matches(@Nullable String header) {
        return header != null
                && MessageDigest.isEqual(
                        header.getBytes(StandardCharsets.UTF_8), header().getBytes(StandardCharsets.UTF_8));
    }

    /** The secret itself, to be handed to a child's environment or to the registry. */
    public String secret() {
        return value;
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return "ClusterToken";
    }
}
