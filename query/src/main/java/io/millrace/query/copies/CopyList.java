package io.millrace.query.copies;

import io.millrace.base.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list beside a Parquet file, {@code N.objects} beside {@code N.parquet}. Lines of text:
 *
 * <pre>
 * {"format":1,"bytes":LENGTH,"crc32c":CHECKSUM,"strays":BOOLEAN}  of the Parquet file
 * {"number":0,"bucket":"b","key":"k", ...}           one line for each object
 * end CHECKSUM                                        CRC32C of all lines before, in hexadecimal digits
 * </pre>
 *
 * A copy counts when its list stands and reads; the list is written, forced and renamed after the file.
 */
final class CopyList {

    private static final int FORMAT = 1;
    private static final String FILE = ".parquet";
    private static final String LIST = ".objects";

    private CopyList() {}

    static Path beside(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - FILE.length()) + LIST);
    }

    static boolean isList(Path path) {
        return path.toString().endsWith(LIST);
    }

    static Path fileOf(Path list) {
        String name = list.getFileName().toString();
        return list.resolveSibling(name.substring(0, name.length() - LIST.length()) + FILE);
    }

    static void write(CopyFile file) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(Json.MAPPER
                        .createObjectNode()
                        .put("format", FORMAT)
                        .put("bytes", file.bytes())
                        .put("crc32c", file.checksum())
                        .put("strays", file.strays()))
                .append('\n');
        file.objects().forEach(object -> text.append(node(object)).append('\n'));
        byte[] lines = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] end = end(lines).getBytes(StandardCharsets.UTF_8);
        Path target = beside(file.path());
        Path making = target.resolveSibling(target.getFileName() + ".making");
        try (FileChannel channel = FileChannel.open(
                making, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(new ByteBuffer[] {ByteBuffer.wrap(lines), ByteBuffer.wrap(end)});
            channel.force(true);
        }
        Files.move(making, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The file that a list describes, or empty where the list does not read. */
    static Optional<CopyFile> read(Path list) throws IOException {
        String text = Files.readString(list, StandardCharsets.ISO_8859_1);
        int last = text.lastIndexOf("end ");
        if (last < 0) {
            return Optional.empty();
        }
        byte[] lines = text.substring(0, last).getBytes(StandardCharsets.ISO_8859_1);
        if (!text.substring(last).equals(end(lines))) {
            return Optional.empty();
        }
        try {
            List<CopiedObject> objects = new ArrayList<>();
            JsonNode head = null;
            for (String line : new String(lines, StandardCharsets.UTF_8).split("\n", -1)) {
                if (head == null) {
                    head = Json.MAPPER.readTree(line);
                } else if (!line.isEmpty()) {
                    objects.add(object(Json.MAPPER.readTree(line)));
                }
            }
            if (head == null || head.path("format").asInt() != FORMAT) {
                return Optional.empty();
            }
            return Optional.of(new CopyFile(
                    fileOf(list),
                    head.get("bytes").asLong(),
                    head.get("crc32c").asLong(),
                    head.get("strays").asBoolean(),
                    objects));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private static String end(byte[] lines) {
        CRC32C crc = new CRC32C();
        crc.update(lines, 0, lines.length);
        return "end " + Long.toHexString(crc.getValue()) + "\n";
    }

    private static ObjectNode node(CopiedObject object) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("number", object.number());
        node.put("bucket", object.bucket());
        node.put("key", object.key());
        node.put("generation", object.generation());
        node.put("size", object.size());
        node.put("rows", object.rows());
        object.partition().forEach(node.putArray("partition")::add);
        ArrayNode kept = node.putArray("kept");
        object.kept().forEach(line -> kept.addObject().put("line", line.line()).put("base64", line.base64()));
        return node;
    }

    private static CopiedObject object(JsonNode node) {
        List<String> partition = new ArrayList<>();
        node.get("partition").forEach(value -> partition.add(value.asString()));
        List<KeptLine> kept = new ArrayList<>();
        node.get("kept")
                .forEach(line -> kept.add(new KeptLine(
                        line.get("line").asLong(), line.get("base64").asString())));
        return new CopiedObject(
                node.get("number").asInt(),
                node.get("bucket").asString(),
                node.get("key").asString(),
                node.get("generation").asString(),
                node.get("size").asLong(),
                List.copyOf(partition),
                node.get("rows").asLong(),
                List.copyOf(kept));
    }
}
