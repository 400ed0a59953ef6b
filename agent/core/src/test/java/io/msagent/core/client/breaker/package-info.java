/** Tests. */
package io.msagent.core.client.breaker;
