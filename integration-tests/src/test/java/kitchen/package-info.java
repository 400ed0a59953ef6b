/**
 * An ordinary program whose methods take, return and throw everything the wire has to carry. It checks itself: the same
 * assertions hold in one process, through the wire to itself, and across processes.
 */
package kitchen;
