/**
 * Certificates and keys from PEM files: whom this process trusts, and who it says it is. Files are read again when they
 * change, so that short-lived certificates can be renewed under a running process. Knows the JDK's TLS and the
 * settings that name the files; never touches the JVM's default context.
 */
@NullMarked
package io.msagent.core.tls;

import org.jspecify.annotations.NullMarked;
