/**
 * Shows where a program would behave differently if a body ran elsewhere: what the body changes that its caller would see
 * here and not from there, and what a result loses on its way. Every body runs once; what it got and gave is compared with
 * copies made by the wire's own codecs.
 */
@NullMarked
package io.msagent.core.compare;

import org.jspecify.annotations.NullMarked;
