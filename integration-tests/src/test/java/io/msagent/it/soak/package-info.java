/**
 * Hours of load with faults at random: a fleet that two orchestrators keep alive, while its instances, the ways to them and the
 * orchestrators themselves, with the registry in them, are hit one after the other. Run by {@code -Psoak -Dtest=Soak} only.
 */
package io.msagent.it.soak;
