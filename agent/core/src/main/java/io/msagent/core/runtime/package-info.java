/**
 * Puts the parts together for one process: the caller's role, the provider's role, and both in one (loopback).
 */
@NullMarked
package io.msagent.core.runtime;

import org.jspecify.annotations.NullMarked;
