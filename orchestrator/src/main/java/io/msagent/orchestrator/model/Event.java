package io.msagent.orchestrator.model;

/**
 * A transition, kept as history for people.
 *
 * @param id unique, sorts by time
 * @param at ISO 8601
 * @param service the service's name; empty if it concerns a host or an orchestrator
 * @param instance the instance's id; empty if it concerns all
 * @param host name of the machine; empty if it concerns none
 * @param from former state in lower case; empty if there was none
 * @param to new state in lower case; a word for what happened, if it is no state (as {@code scaled}, {@code leads})
 * @param cause why, for people
 * @param by id of the orchestrator that tells it
 */
public record Event(
        String id,
        String at,
        String service,
        String instance,
        String host,
        String from,
        String to,
        String cause,
        String by) {}
