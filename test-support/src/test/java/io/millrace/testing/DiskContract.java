package io.millrace.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every disk does; the machine's own and the one that crashes. */
abstract class DiskContract {

    private final Disk disk;

    @TempDir
    Path temporary;

    private Path room = Path.of("unset");

    DiskContract(Disk disk) {
        this.disk = disk;
    }

    @BeforeEach
    void makeARoom() throws IOException {
        room = temporary.resolve("a").resolve("b");
        disk.createDirectories(room);
    }

    @Test
    void bytesAreAppendedAndReadAtAnyOffset() throws IOException {
        try (DiskFile file = disk.create(room.resolve("f"))) {
            file.append(bytes("hello "));
            file.append(new ByteBuffer[] {bytes("wide "), bytes(""), bytes("world")});
            file.force();
            assertThat(file.size()).isEqualTo(16);
            assertThat(read(file, 6)).isEqualTo("wide world");
            assertThat(file.read(ByteBuffer.allocate(1), 16)).isEqualTo(-1);
        }
        try (DiskFile file = disk.open(room.resolve("f"))) {
            file.truncate(5);
            file.append(bytes("!"));
            assertThat(read(file, 0)).isEqualTo("hello!");
        }
    }

    @Test
    void bytesAreWrittenOverOthersAndBeyondTheEnd() throws IOException {
        try (DiskFile file = disk.create(room.resolve("f"))) {
            file.append(bytes("0123456789"));
            file.write(bytes("ab"), 4);
            file.write(bytes("cde"), 9);
            file.forceBytes();
            assertThat(read(file, 0)).isEqualTo("0123ab678cde");
            file.write(bytes("!"), 14);
            assertThat(read(file, 12)).isEqualTo("\0\0!");
        }
    }

    @Test
    void aFileIsCreatedOnceAndOpenedOnlyWhereItIs() throws IOException {
        disk.create(room.resolve("f")).close();
        assertThatThrownBy(() -> disk.create(room.resolve("f"))).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> disk.open(room.resolve("g"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.openForReading(room.resolve("g"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.create(room.resolve("no").resolve("f"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aReaderCannotWriteAndAClosedFileCannotRead() throws IOException {
        disk.create(room.resolve("f")).close();
        DiskFile file = disk.openForReading(room.resolve("f"));
        assertThatThrownBy(() -> file.append(bytes("x"))).isInstanceOf(NonWritableChannelException.class);
        file.close();
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aRenameReplacesAndAnOpenReaderKeepsWhatItOpened() throws IOException {
        write("old", "old bytes");
        write("new", "new bytes");
        try (DiskFile reader = disk.openForReading(room.resolve("old"))) {
            disk.rename(room.resolve("new"), room.resolve("old"));
            assertThat(read(reader, 0)).isEqualTo("old bytes");
            assertThat(disk.delete(room.resolve("old"))).isTrue();
            assertThat(read(reader, 0)).isEqualTo("old bytes");
        }
        assertThat(disk.status(room.resolve("new"))).isEmpty();
        assertThatThrownBy(() -> disk.rename(room.resolve("new"), room.resolve("old")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void directoriesAreListedAndRemovedWhenEmpty() throws IOException {
        write("f", "123");
        disk.createDirectories(room.resolve("d"));
        assertThat(disk.list(room)).extracting(FileStatus::name).containsExactlyInAnyOrder("f", "d");
        assertThat(disk.list(room)).extracting(FileStatus::size).containsExactlyInAnyOrder(3L, 0L);
        assertThat(disk.list(room.resolve("none"))).isEmpty();
        assertThatThrownBy(() -> disk.delete(room)).isInstanceOf(DirectoryNotEmptyException.class);
        assertThat(disk.delete(room.resolve("d"))).isTrue();
        assertThat(disk.delete(room.resolve("d"))).isFalse();
        assertThat(disk.status(room.resolve("f")).orElseThrow().kind()).isEqualTo(FileStatus.Kind.FILE);
        disk.forceDirectory(room);
    }

    @Test
    void attributesBelongToTheFile() throws IOException {
        write("f", "");
        try (DiskFile file = disk.open(room.resolve("f"))) {
            file.setAttribute("etag", new byte[] {1, 2});
            file.force();
        }
        disk.rename(room.resolve("f"), room.resolve("g"));
        try (DiskFile file = disk.openForReading(room.resolve("g"))) {
            assertThat(file.attribute("etag")).contains(new byte[] {1, 2});
            assertThat(file.attribute("none")).isEmpty();
        }
    }

    private void write(String name, String text) throws IOException {
        try (DiskFile file = disk.create(room.resolve(name))) {
            file.append(bytes(text));
            file.force();
        }
    }

    private static String read(DiskFile file, long offset) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(100);
        file.read(into, offset);
        return new String(into.array(), 0, into.position(), StandardCharsets.UTF_8);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
