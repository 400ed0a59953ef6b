/** Tests. */
package io.msagent.core.client.balance;
