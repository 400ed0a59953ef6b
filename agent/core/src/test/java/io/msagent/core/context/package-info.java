/** What travels beside the arguments, and carriers that behave and misbehave. */
package io.msagent.core.context;
