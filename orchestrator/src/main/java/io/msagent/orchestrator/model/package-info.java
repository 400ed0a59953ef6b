/**
 * What the orchestrator knows at one moment and what it may decide: values only, no I/O, no clock. Everything else speaks in
 * them.
 */
@NullMarked
package io.msagent.orchestrator.model;

import org.jspecify.annotations.NullMarked;
