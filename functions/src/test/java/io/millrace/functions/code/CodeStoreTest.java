package io.millrace.functions.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.disk.LocalDisk;
import io.millrace.functions.Zip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeStoreTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private CodeStore store;

    @BeforeEach
    void open() throws IOException {
        store = CodeStore.open(new LocalDisk(), directory.resolve("code"), 1 << 20, Set.of());
    }

    @Test
    void whatIsInThePackageLiesInItsDirectory() throws Exception {
        CodeStore.StoredCode code = store.keep(Zip.of("app.py", "x = 1", "lib/", "", "lib/deep/b.txt", "b"));
        Path unpacked = store.directory(code.sha256Hex());
        assertThat(unpacked.resolve("app.py")).hasContent("x = 1");
        assertThat(unpacked.resolve("lib/deep/b.txt")).hasContent("b");
        assertThat(code.sha256Base64()).hasSize(44);
    }

    @Test
    void aPackageOutlivesTheProcessAndOneThatNobodyNeedsDoesNot() throws Exception {
        String needed = store.keep(Zip.of("a", "1")).sha256Hex();
        String orphan = store.keep(Zip.of("a", "2")).sha256Hex();
        CodeStore again = CodeStore.open(new LocalDisk(), directory.resolve("code"), 1 << 20, Set.of(needed));
        assertThat(again.directory(needed).resolve("a")).hasContent("1");
        assertThat(again.archive(orphan)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../evil", "a/../../evil", "/etc/evil", "a/./b", "..", "C:\\evil", "a\\..\\..\\evil", "a/../b"})
    void aNameThatCouldLeaveTheDirectoryIsRefused(String name) {
        assertThatThrownBy(() -> store.keep(Zip.of("app.py", "", name, "evil")))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("would leave the function's directory");
        assertThat(directory.resolve("evil")).doesNotExist();
        assertThat(directory.resolve("code/evil")).doesNotExist();
    }

    @Test
    void aLinkIsRefused() {
        assertThatThrownBy(() -> store.keep(Zip.withMode(Zip.of("link", "/etc/passwd"), 0120777)))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("'link' of the uploaded file is a link");
    }

    @Test
    void aFileThatWasExecutableStaysSo() throws Exception {
        String hex = store.keep(Zip.withMode(Zip.of("bootstrap", "#!/bin/sh\n"), 0100755))
                .sha256Hex();
        assertThat(Files.isExecutable(store.directory(hex).resolve("bootstrap")))
                .isTrue();
    }

    @Test
    void aBombStopsAtTheLimitAndLeavesNothing() throws Exception {
        byte[] bomb = Zip.of("zeros", "\0".repeat(5 << 20));
        assertThat(bomb.length).isLessThan(10_000);
        assertThatThrownBy(() -> store.keep(bomb))
                .isInstanceOf(BadArchive.class)
                .hasMessage("Unzipped size must be smaller than 1048576 bytes");
        try (var left = Files.walk(directory.resolve("code"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        byte[] text = "this is not a zip file, but it is long enough".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> store.keep(text))
                .hasMessage("Could not unzip uploaded file. Please check your file, then try to upload again.");
        assertThatThrownBy(() -> store.keep(new byte[0])).isInstanceOf(BadArchive.class);
        assertThatThrownBy(() -> store.keep(Zip.of())).hasMessage("Uploaded file must be a non-empty zip");
    }

    @Test
    void anArchiveCutAnywhereIsRefusedOrWhole() throws Exception {
        byte[] whole = Zip.of("app.py", "x = 1", "b", "y".repeat(300));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> store.keep(cut)).isInstanceOf(BadArchive.class);
        }
    }
}
