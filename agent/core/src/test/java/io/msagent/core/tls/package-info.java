/** Keys and certificates as openssl wrote them: the files stand in the test resources. */
package io.msagent.core.tls;
