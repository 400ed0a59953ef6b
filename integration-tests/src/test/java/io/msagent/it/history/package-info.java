/**
 * Histories of calls, and whether a single object that runs one call after the other could have given the same answers:
 * a checker of linearizability (Herlihy and Wing, 1990), the models it checks against, and how histories are kept.
 */
package io.msagent.it.history;
