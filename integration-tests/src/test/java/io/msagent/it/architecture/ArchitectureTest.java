package io.msagent.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.msagent.core.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The arrows of docs/architecture.md. */
@Tag("once")
class ArchitectureTest {
    static final List<Part> PARTS = Part.ALL;

    private static final SliceAssignment BY_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @ParameterizedTest
    @FieldSource("PARTS")
    void aPartUsesOnlyWhatItMay(Part part) {
        List<String> allowed = new ArrayList<>(List.of(part.packages(), "java..", "javax..", "org.jspecify.."));
        allowed.addAll(part.ours());
        allowed.addAll(part.libraries());
        classes()
                .that()
                .resideInAPackage(part.packages())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .check(ProjectClasses.ALL);
    }

    @Test
    void noPackagesUseOneAnotherInACycle() {
        slices().assignedFrom(BY_PACKAGE).should().beFreeOfCycles().check(ProjectClasses.ALL);
    }

    @Test
    void theWireOpensNoSocket() {
        noClasses()
                .that()
                .resideInAPackage("io.msagent.core.wire..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Server|Datagram)?Socket")
                .check(ProjectClasses.ALL);
    }

    /** So that another publisher than the registry can serve them. */
    @Test
    void whoHearsOfInstancesUsesTheSubscriptionsPortAlone() {
        noClasses()
                .should()
                .callMethod(Registry.class, "watch", String.class, Consumer.class, Consumer.class)
                .check(ProjectClasses.ALL);
        noClasses()
                .that()
                .haveNameMatching("io\\.msagent\\.core\\.client\\.(Caller|Service|ServiceWatch|RemoteCall|Known)")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Registry.class)
                .check(ProjectClasses.ALL);
    }
}
