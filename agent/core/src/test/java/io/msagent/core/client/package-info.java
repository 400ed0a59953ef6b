/** Tests of the caller's side, against real sockets. */
package io.msagent.core.client;
