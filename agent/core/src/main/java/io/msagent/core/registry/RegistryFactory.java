package io.msagent.core.registry;

/** Connects to a registry. Implementations have a public constructor without parameters and stand in a services file. */
public interface RegistryFactory {

    /**
     * A connector; makes no request yet.
     *
     * @throws io.msagent.core.tls.TlsFileException if one of the files that the access names is not what it should be
     */
    Registry connect(RegistryAccess access);
}
