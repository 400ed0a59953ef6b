/**
 * Which instance of a stateful service owns which keys: keys belong to partitions, and each partition to the instance that
 * weighs most for it. Pure arithmetic, the same in callers and providers; who really holds a partition is decided by its
 * lease in the registry.
 */
@NullMarked
package io.msagent.core.partition;

import org.jspecify.annotations.NullMarked;
