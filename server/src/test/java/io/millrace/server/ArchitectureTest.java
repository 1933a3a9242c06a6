package io.millrace.server;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of ARCHITECTURE.md. A station with no classes fails, so that no rule passes on nothing. */
class ArchitectureTest {

    private static final String ROOT = "io.millrace.";

    /** Station to what it may import, beside itself. The two sides never import each other. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("base", Set.of()),
            Map.entry("journal", Set.of("base")),
            Map.entry("formats", Set.of("base")),
            Map.entry("wire", Set.of("base")),
            Map.entry("access", Set.of("base", "wire")),
            Map.entry("objects", Set.of("base", "journal", "formats", "wire", "access")),
            Map.entry("catalog", Set.of("base", "wire", "access")),
            Map.entry("functions", Set.of("base", "wire", "access")),
            Map.entry(
                    "delivery",
                    Set.of("base", "journal", "formats", "wire", "access", "objects", "catalog", "functions")),
            Map.entry("gateway", Set.of("base", "wire", "access")),
            Map.entry("query", Set.of("base", "formats", "wire", "access", "objects", "catalog")),
            Map.entry("insight", Set.of("base", "wire", "access", "objects", "catalog", "query")),
            Map.entry("console", Set.of("base", "wire")),
            Map.entry(
                    "server",
                    Set.of(
                            "base",
                            "journal",
                            "formats",
                            "wire",
                            "access",
                            "objects",
                            "catalog",
                            "functions",
                            "delivery",
                            "gateway",
                            "query",
                            "insight",
                            "console")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.millrace");

    static Stream<String> stations() {
        return ARROWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("stations")
    void aStationImportsOnlyWhatStandsNearerToTheStoredBytes(String station) {
        List<JavaClass> inside =
                CLASSES.stream().filter(type -> stationOf(type).equals(station)).toList();
        assertThat(inside).as("classes of " + station).isNotEmpty();

        Set<String> forbidden = inside.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(arrow -> isForbidden(station, arrow))
                .map(Dependency::getDescription)
                .collect(toCollection(TreeSet::new));
        assertThat(forbidden).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stations")
    void theRoomsOfAStationStandInALine(String station) {
        SlicesRuleDefinition.slices()
                .matching(ROOT + station + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theDoorOfObjectsDoesNotKnowOpenData() {
        List<JavaClass> door = CLASSES.stream()
                .filter(type -> type.getPackageName().startsWith(ROOT + "objects.door"))
                .toList();
        assertThat(door).isNotEmpty();
        assertThat(door.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(arrow -> arrow.getTargetClass().getPackageName().startsWith(ROOT + "objects.open"))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIs() {
        Set<String> unmarked = CLASSES.stream()
                .filter(type -> !type.getSimpleName().isEmpty())
                .map(JavaClass::getPackage)
                .filter(pack -> !isGenerated(pack)
                        && pack.tryGetAnnotationOfType(NullMarked.class).isEmpty())
                .map(JavaPackage::getName)
                .collect(toCollection(TreeSet::new));
        assertThat(unmarked).isEmpty();
    }

    @Test
    void anArrowToTheOtherSideIsCaught() {
        assertThat(isForbidden("query", "delivery")).isTrue();
        assertThat(isForbidden("delivery", "query")).isTrue();
        assertThat(isForbidden("gateway", "delivery")).isTrue();
        assertThat(isForbidden("insight", "query")).isFalse();
    }

    private static boolean isForbidden(String station, Dependency arrow) {
        String target = stationOf(arrow.getTargetClass());
        return !target.isEmpty() && isForbidden(station, target);
    }

    private static boolean isForbidden(String station, String target) {
        return !target.equals(station)
                && !ARROWS.getOrDefault(station, Set.of()).contains(target);
    }

    private static String stationOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return "";
        }
        String rest = name.substring(ROOT.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    /** ANTLR's parsers are made at build time. */
    private static boolean isGenerated(JavaPackage pack) {
        return pack.getClasses().stream()
                .anyMatch(type -> type.getAllRawSuperclasses().stream()
                        .anyMatch(parent -> parent.getName().startsWith("org.antlr.v4.runtime")));
    }
}
