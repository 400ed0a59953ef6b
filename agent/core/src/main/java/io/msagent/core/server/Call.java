package io.msagent.core.server;

/**
 * A call that has arrived whole.
 *
 * @param method what it calls
 * @param figures those of its service
 * @param meters those of its method
 * @param headers what its headers say
 * @param body the encoded arguments
 * @param reply where its answer goes
 */
record Call(
        ServedMethod method,
        ServiceFigures figures,
        MethodMeters meters,
        CallHeaders headers,
        byte[] body,
        Reply reply) {}
