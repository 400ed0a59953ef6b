package io.msagent.core.launch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that prints how it would be started as a provider; arguments: agent jar, agent options, inherited names. */
final class DescribesItself {
    private DescribesItself() {}

    public static void main(String[] arguments) throws IOException {
        Launch launch = LaunchDescriber.describe(
                Path.of(arguments[0]), arguments[1], List.of(arguments[2].split(",")), List.of("com.acme.Pricing"));
        System.out.println(JsonMapper.builder().build().writeValueAsString(launch));
    }
}
