/**
 * Looks at a machine and at what runs on it, and says of each thing whether it is as it should be and, if not, what to do. Every
 * check is for itself, changes nothing that lasts, and has a bound on its time, so that it works whatever is broken.
 */
@NullMarked
package io.msagent.orchestrator.doctor;

import org.jspecify.annotations.NullMarked;
